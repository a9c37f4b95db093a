// How a controlled execution ends that cannot go on, and what is left of it.
#include <gtest/gtest.h>
#include <malloc.h>

#include <memory>

#include "kernel/controlled/execution.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"
#include "support/runs.h"
#include "sync/queue.h"

namespace interleave::testing {
namespace {

// Witness counts its living instances.
struct Witness {
  static inline int alive = 0;
  Witness() { ++alive; }
  ~Witness() { --alive; }
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;
};

void abba() {
  Lock a("a"), b("b");
  const auto take = [](Lock& first, Lock& second) {
    const Witness on_the_stack;
    const auto on_the_heap = std::make_unique<Witness>();
    With with_first(first);
    sleep(1);
    With with_second(second);
  };
  Thread one("one", [&] { take(a, b); }, {.name = "one"});
  Thread two("two", [&] { take(b, a); }, {.name = "two"});
  one.start(), two.start();
  one.join(), two.join();
}

TEST(Deadlock, IsAFateWithASentenceAndEdges) {
  const RunRecord run = run_default(abba);
  EXPECT_EQ(well_formed(run), "");
  EXPECT_EQ(run.fate, Fate::deadlock);
  EXPECT_EQ(run.sentence,
            "Deadlock: one holds a and waits for b, two holds b and waits for a. "
            "MainThread waits for one to finish.");
  EXPECT_EQ(run.elapsed, kSecond);
  const auto edges = run.of(Kind::edge);
  const auto told = run.of(Kind::deadlock);
  ASSERT_FALSE(told.empty());  // the cycle may be told before main, too, is stuck
  EXPECT_EQ(told.back().text, run.sentence);
  EXPECT_EQ(told.back().event.value, 3);
  EXPECT_EQ(told.back().event.other, 0);
  ASSERT_GE(edges.size(), 3u);
  const auto one = edges[edges.size() - 2].event;
  EXPECT_EQ(one.thread, 1);
  EXPECT_EQ(one.other, 2);
  EXPECT_EQ(one.object, run.object("b"));
  EXPECT_NE(one.line, 0);
}

TEST(Deadlock, APartialOneIsToldWhileOthersGoOn) {
  struct Locks {
    Lock a{"a"}, b{"b"};
  };
  const RunRecord run = run_default([] {
    // Daemons outlive the main thread: what they use must not lie on its stack.
    const auto locks = std::make_shared<Locks>();
    Thread one("one",
               [locks] {
                 With with_a(locks->a);
                 sleep(1);
                 With with_b(locks->b);
               },
               {.name = "one", .daemon = true});
    Thread two("two",
               [locks] {
                 With with_b(locks->b);
                 sleep(1);
                 With with_a(locks->a);
               },
               {.name = "two", .daemon = true});
    one.start(), two.start();
    sleep(2);
    print("main goes on");
  });
  EXPECT_EQ(run.fate, Fate::finished);
  const auto told = run.of(Kind::deadlock);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].event.other, 1);
  EXPECT_EQ(told[0].event.value, 2);
  EXPECT_EQ(told[0].event.time, kSecond);
  EXPECT_TRUE(told[0].text.starts_with("Partial deadlock: ")) << told[0].text;
  EXPECT_EQ(run.output(), "main goes on\n");
}

struct Stuck {
  const char* name;
  void (*body)();
  const char* sentence;
};

class DeadlockSentence : public ::testing::TestWithParam<Stuck> {};

TEST_P(DeadlockSentence, SaysWhoWaitsForWhat) {
  const RunRecord run = run_default(GetParam().body);
  EXPECT_EQ(run.fate, Fate::deadlock);
  EXPECT_EQ(run.sentence, GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DeadlockSentence,
    ::testing::Values(
        Stuck{"lock_twice",
              [] {
                Lock lock("lock");
                lock.acquire();
                lock.acquire();
              },
              "Deadlock: MainThread waits for lock, which it holds itself."},
        Stuck{"condition",
              [] {
                Condition ready("ready");
                With with(ready);
                ready.wait();
              },
              "Deadlock: no thread can go on. MainThread waits on ready, and nobody is left to "
              "signal it."},
        Stuck{"semaphore", [] { Semaphore(0, "permits").acquire(); },
              "Deadlock: no thread can go on. MainThread waits for permits, and nobody is left to "
              "release it."},
        Stuck{"event", [] { EventFlag("go").wait(); },
              "Deadlock: no thread can go on. MainThread waits on go, and nobody is left to "
              "signal it."},
        Stuck{"queue_get", [] { Queue<int>(1, "queue").get(); },
              "Deadlock: no thread can go on. MainThread waits for an item in queue, and nobody "
              "is left to put one."},
        Stuck{"queue_put",
              [] {
                Queue<int> queue(1, "queue");
                queue.put(1);
                queue.put(2);
              },
              "Deadlock: no thread can go on. MainThread waits for room in queue, and nobody is "
              "left to take an item."},
        Stuck{"ended_with_the_lock",
              [] {
                Lock lock("lock");
                Thread thread("t", [&] { lock.acquire(); }, {.name = "t"});
                thread.start();
                thread.join();
                lock.acquire();
              },
              "Deadlock: no thread can go on. MainThread waits for lock, which t held when it "
              "ended."}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Deadlock, TenThousandLeaveTheHeapWhereItWas) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr int kRuns = 1000;  // the leak sanitizer watches the heap here
#else
  constexpr int kRuns = 10'000;
#endif
  FiberPool fibers;
  const auto run = [&fibers] {
    Replay stay({});
    Execution execution(stay, fibers, {.record = false});
    return execution.run(abba).fate;
  };
  for (int i = 0; i < 100; ++i) run();
  const auto before = mallinfo2();
  for (int i = 0; i < kRuns; ++i) ASSERT_EQ(run(), Fate::deadlock);
  const auto after = mallinfo2();
  EXPECT_EQ(Witness::alive, 0);
  // In use, and taken from the system; not a byte an execution.
  EXPECT_LE(after.uordblks, before.uordblks + 1024);
  EXPECT_LE(after.arena + after.hblkhd, before.arena + before.hblkhd + 64 * 1024);
}

TEST(Deadlock, DestructorsThatUseLocksRunOnStuckThreads) {
  int released = 0;
  struct AtEnd {
    Lock& lock;
    int& released;
    ~AtEnd() {
      // On the way out nothing is told, and nothing waits.
      if (lock.try_acquire()) lock.release();
      ++released;
    }
  };
  const RunRecord run = run_default([&] {
    Lock stuck("stuck"), other("other");
    Thread thread("t", [&] {
      const AtEnd at_end{other, released};
      stuck.acquire();
    });
    stuck.acquire();
    thread.start();
    thread.join();
  });
  EXPECT_EQ(run.fate, Fate::deadlock);
  EXPECT_EQ(released, 1);
  EXPECT_EQ(run.events.back().event.kind, Kind::finish);
}

}  // namespace
}  // namespace interleave::testing
