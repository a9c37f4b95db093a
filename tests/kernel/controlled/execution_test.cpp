#include "kernel/controlled/execution.h"

#include <gtest/gtest.h>

#include "python/print.h"
#include "python/random.h"
#include "python/threading.h"
#include "python/time.h"
#include "schedulers/random_walk.h"
#include "support/runs.h"
#include "sync/errors.h"

namespace interleave::testing {
namespace {

void busy_program() {
  Shared<int> counter(0, "counter");
  Lock lock("lock");
  Condition ready("ready");
  std::vector<Thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back("work", [&] {
      sleep(uniform(0.1, 0.2));
      {
        With with(lock);
        counter.write(counter.read() + 1);
      }
      With with(ready);
      ready.notify_all();
      print("done");
    });
    threads.back().start();
  }
  {
    With with(ready);
    ready.wait(0.15);
  }
  for (Thread& thread : threads) thread.join();
}

TEST(Execution, TheSameScheduleGivesTheSameBytes) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomWalk one(seed), again(seed);
    const RunRecord first = run_controlled(one, busy_program, {.seed = seed});
    const RunRecord second = run_controlled(again, busy_program, {.seed = seed});
    EXPECT_EQ(well_formed(first), "");
    EXPECT_EQ(first.bytes, second.bytes) << "seed " << seed;
    EXPECT_EQ(first.fate, Fate::finished);
  }
}

TEST(Execution, AnotherSeedGivesAnotherTrace) {
  RandomWalk one(1), two(2);
  EXPECT_NE(run_controlled(one, busy_program, {.seed = 1}).bytes,
            run_controlled(two, busy_program, {.seed = 2}).bytes);
}

TEST(Execution, RecordingChangesNoChoice) {
  RandomWalk one(3), two(3);
  const RunRecord recorded = run_controlled(one, busy_program, {.seed = 3});
  const RunRecord silent = run_controlled(two, busy_program, {.seed = 3, .record = false});
  EXPECT_TRUE(silent.events.empty());
  EXPECT_EQ(silent.steps, recorded.steps);
  EXPECT_EQ(silent.choices.size(), recorded.choices.size());
  EXPECT_EQ(silent.elapsed, recorded.elapsed);
}

TEST(Execution, VirtualTimeMovesOnlyWhenNobodyIsRunnable) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    RandomWalk walk(seed);
    const RunRecord run = run_controlled(walk, [] {
      Shared<int> x(0, "x");
      Thread sleeper("sleeper", [&] { sleep(5); });
      Thread busy("busy", [&] {
        for (int i = 0; i < 20; ++i) x.read();
      });
      sleeper.start(), busy.start();
      busy.join();
      EXPECT_EQ(perf_counter(), 0.0);
      sleeper.join();
      EXPECT_EQ(perf_counter(), 5.0);
    });
    EXPECT_EQ(run.elapsed, 5 * kSecond);
    Time before = 0;
    for (const auto& [event, text] : run.events) {
      // A thread that can go on keeps the clock where it is.
      if (event.time != before) {
        EXPECT_TRUE(event.kind == Kind::step) << "time moved at " << event.sequence;
      }
      before = event.time;
    }
  }
}

TEST(Execution, SleepersWakeByDeadlineAndTheSameMomentIsAChoice) {
  std::vector<std::string> outputs;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomWalk walk(seed);
    const RunRecord run = run_controlled(walk, [] {
      Thread a("a", [] { sleep(1), print("a", {.end = ""}); });
      Thread b("b", [] { sleep(1), print("b", {.end = ""}); });
      Thread c("c", [] { sleep(0.5), print("c", {.end = ""}); });
      a.start(), b.start(), c.start();
      a.join(), b.join(), c.join();
    });
    outputs.push_back(run.output());
    EXPECT_EQ(outputs.back()[0], 'c');
  }
  EXPECT_TRUE(std::count(outputs.begin(), outputs.end(), "cab"));
  EXPECT_TRUE(std::count(outputs.begin(), outputs.end(), "cba"));
}

TEST(Execution, AThreadRunsToItsFirstPointWhenItIsStarted) {
  bool reached = false;
  run_default([&] {
    Thread thread("t", [&] {
      reached = true;
      print("later");
    });
    thread.start();
    EXPECT_TRUE(reached);
    thread.join();
  });
}

TEST(Execution, StopsAtTheLimitOfSteps) {
  const RunRecord run = run_default(
      [] {
        Shared<int> x(0, "x");
        for (;;) x.read();
      },
      {.max_steps = 100});
  EXPECT_EQ(run.fate, Fate::step_limit);
  EXPECT_EQ(run.steps, 100u);
  EXPECT_EQ(run.sentence, "Stopped after 100 steps: the limit of one controlled run.");
  EXPECT_EQ(run.of(Kind::finish).at(0).event.value, static_cast<int>(Fate::step_limit));
}

TEST(Execution, SixtyFourThreadsAndNoMore) {
  const RunRecord run = run_default([] {
    std::vector<Thread> threads;
    for (unsigned i = 1; i < kMaxThreads; ++i) {
      threads.emplace_back("t", [] { sleep(1); });
      threads.back().start();
    }
    Thread extra("extra", [] { ADD_FAILURE() << "it must not run"; });
    try {
      extra.start();
      ADD_FAILURE() << "the 65th thread was started";
    } catch (const RuntimeError& error) {
      EXPECT_STREQ(error.what(), "RuntimeError: can't start new thread");
    }
    for (Thread& thread : threads) thread.join();
  });
  EXPECT_EQ(run.fate, Fate::finished);
  EXPECT_EQ(run.of(Kind::end).size(), kMaxThreads);
}

TEST(Execution, AnExceptionEndsItsThreadAlone) {
  const RunRecord run = run_default([] {
    Thread bad("bad", [] { throw ValueError("no good"); });
    Thread good("good", [] { print("good goes on"); });
    bad.start(), good.start();
    bad.join(), good.join();
    print("main too");
  });
  EXPECT_EQ(run.fate, Fate::exception);
  EXPECT_EQ(run.sentence, "Finished, but an exception ended a thread.");
  EXPECT_EQ(run.output(1), "good goes on\nmain too\n");
  EXPECT_EQ(run.output(2),
            "Exception in thread Thread-1 (bad):\nTraceback (most recent call last):\n"
            "ValueError: no good\n");
  for (const auto& [event, text] : run.of(Kind::end)) {
    EXPECT_EQ(event.value, event.thread == 1 ? 1 : 0);
    EXPECT_EQ(text, event.thread == 1 ? "ValueError: no good" : "");
  }
}

TEST(Execution, ADaemonDoesNotKeepItAlive) {
  bool unwound = false;
  const RunRecord run = run_default([&] {
    Thread daemon("daemon",
                  [&] {
                    struct AtEnd {
                      bool& flag;
                      ~AtEnd() { flag = true; }
                    } const at_end{unwound};
                    for (;;) sleep(1);
                  },
                  {.daemon = true});
    daemon.start();
    sleep(2.5);
  });
  EXPECT_EQ(run.fate, Fate::finished);
  EXPECT_EQ(run.elapsed, 5 * kSecond / 2);
  EXPECT_TRUE(unwound);
  EXPECT_EQ(run.of(Kind::start).at(0).event.value, 1);
}

TEST(Execution, CountsPreemptionsAndMarksTheirSteps) {
  const auto program = [] {
    Shared<int> x(0, "x");
    Thread one("one", [&] { x.read(), x.read(); });
    Thread two("two", [&] { x.read(), x.read(); });
    one.start(), two.start();
    one.join(), two.join();
  };
  EXPECT_EQ(run_default(program).preemptions, 0u);
  // Main starts both (staying is no preemption), then joins: from it no switch is one. Then one
  // and two swap after each read.
  Script script({0, 1, 2, 1});
  const RunRecord run = run_controlled(script, program);
  EXPECT_TRUE(script.used_up());
  unsigned marked = 0;
  ThreadSet runnable = 0;
  for (const auto& [event, text] : run.of(Kind::step)) {
    runnable = static_cast<ThreadSet>(event.value);
    EXPECT_TRUE(contains(runnable, event.thread));
    const bool preempts = event.other != event.thread && contains(runnable, event.other);
    EXPECT_EQ((event.flags & kPreemption) != 0, preempts);
    marked += preempts;
  }
  EXPECT_EQ(marked, run.preemptions);
  EXPECT_EQ(run.preemptions, 2u);
}

}  // namespace
}  // namespace interleave::testing
