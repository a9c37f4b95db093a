#include "kernel/live/live_engine.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "python/print.h"
#include "python/time.h"
#include "support/runs.h"
#include "sync/buffer.h"
#include "sync/condition.h"
#include "sync/event.h"
#include "sync/lock.h"
#include "sync/queue.h"
#include "sync/semaphore.h"
#include "sync/shared.h"
#include "sync/thread.h"

namespace interleave::testing {
namespace {

TEST(LiveEngine, NothingIsLostAndTheOrderIsOne) {
  constexpr int kWrites = 200'000;
  const RunRecord run = run_live([] {
    Shared<int> a(0, "a"), b(0, "b");
    const auto body = [](Shared<int>& mine) {
      for (int i = 1; i <= kWrites; ++i) mine.write(i);
    };
    Thread t1("t1", [&] { body(a); }), t2("t2", [&] { body(b); });
    t1.start(), t2.start();
    t1.join(), t2.join();
  });
  EXPECT_EQ(run.count(Kind::write), 2 * kWrites);
  std::uint32_t sequence = 0;
  Time time = 0;
  std::map<ThreadId, std::int64_t> last;
  for (const Told& told : run.events) {
    ASSERT_EQ(told.event.sequence, sequence++);
    ASSERT_GE(told.event.time, time);
    time = told.event.time;
    if (told.event.kind != Kind::write) continue;
    ASSERT_EQ(told.event.value, last[told.event.thread] + 1);
    last[told.event.thread] = told.event.value;
  }
}

TEST(LiveEngine, ALongTextArrivesWhole) {
  const std::string text(1'000'000, 'x');
  EXPECT_EQ(run_live([&] { print(text); }).output().size(), text.size() + 1);
}

TEST(LiveEngine, TheLockLosesNothing) {
  const RunRecord run = run_live([] {
    Shared<int> x(0, "x");
    Lock lock("lock");
    std::vector<Thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back("worker", [&] {
        for (int n = 0; n < 500; ++n) {
          With with(lock);
          x.write(x.read() + 1);
        }
      });
    }
    for (Thread& thread : threads) thread.start();
    for (Thread& thread : threads) thread.join();
    print(to_text(x.read()));
  });
  EXPECT_EQ(run.output(), "4000\n");
}

TEST(LiveEngine, ADeadlockIsToldWithItsCycleAndStopEndsIt) {
  const RunRecord run = run_live([] {
    Lock a("a"), b("b");
    EventFlag both("both");
    Semaphore arrived(0, "arrived");
    const auto body = [&](Lock& first, Lock& second) {
      With one(first);
      arrived.release();
      both.wait();
      With two(second);
    };
    Thread t1("t1", [&] { body(a, b); }, {.name = "T1"});
    Thread t2("t2", [&] { body(b, a); }, {.name = "T2"});
    t1.start(), t2.start();
    arrived.acquire(), arrived.acquire();
    both.set();
    t1.join(), t2.join();
  });
  EXPECT_EQ(run.fate, Fate::deadlock);
  EXPECT_NE(run.sentence.find("T1 holds a and waits for b, T2 holds b and waits for a."),
            std::string::npos)
      << run.sentence;
}

TEST(LiveEngine, WaitingWithoutAnyoneToSignalIsADeadlockToo) {
  const RunRecord run = run_live([] {
    EventFlag never("never");
    never.wait();
  });
  EXPECT_EQ(run.fate, Fate::deadlock);
  EXPECT_EQ(run.sentence,
            "Deadlock: no thread can go on. MainThread waits on never, and nobody is left to "
            "signal it.");
}

// Every way of waiting, each in a thread of its own; stop must end them all.
TEST(LiveEngine, StopEndsEveryWayOfWaiting) {
  Carriers carriers;
  LiveEngine engine(carriers, {1, 1});
  std::atomic<bool> destroyed = false;
  engine.start([&] {
    Lock lock("lock");
    Condition condition("condition");
    Semaphore none(0, "none");
    EventFlag unset("unset");
    Queue<int> empty(0, "empty");
    Queue<int> full(1, "full");
    full.put(1);
    lock.acquire();
    std::vector<Thread> threads;
    const auto start = [&](std::function<void()> body) {
      threads.emplace_back("waiter", std::move(body));
      threads.back().start();
    };
    start([&] { lock.acquire(); });
    start([&] {
      With with(condition);
      condition.wait();
    });
    start([&] {
      With with(condition);
      condition.wait(1000.0);
    });
    start([&] { none.acquire(); });
    start([&] { unset.wait(); });
    start([&] { empty.get(); });
    start([&] { full.put(2); });
    start([&] { sleep(1000); });
    start([&] {
      for (;;) sleep(0);
    });
    struct AtEnd {
      std::atomic<bool>& flag;
      ~AtEnd() { flag = true; }
    } const at_end{destroyed};
    for (Thread& thread : threads) thread.join();
  });
  std::vector<std::byte> buffer(1u << 20);
  int blocked = 0;
  bool stopped = false;
  while (!engine.finished()) {
    const std::size_t size = engine.collect(buffer.data(), buffer.size());
    for (std::size_t at = 0; at < size;) {
      Event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      if (event.shape() == Shape::blocked) ++blocked;
      at += record_size(event.text_size);
    }
    // Eight waiters and the main thread's join.
    if (blocked >= 9 && !std::exchange(stopped, true)) engine.stop();
    if (size == 0 && !engine.finished()) engine.wait_for_activity(1'000'000);
  }
  EXPECT_EQ(engine.result().fate, Fate::stopped);
  EXPECT_TRUE(destroyed);
}

TEST(LiveEngine, TheProgramsClockRunsAtItsSpeed) {
  const RunRecord run = run_live([] { sleep(20); }, 1000);
  EXPECT_GE(run.elapsed, 20 * kSecond);
}

TEST(LiveEngine, AnExceptionEndsItsThreadAlone) {
  const RunRecord run = run_live([] {
    Thread bad("bad", [] { throw ValueError("no"); });
    bad.start();
    bad.join();
    print("main goes on");
  });
  EXPECT_EQ(run.fate, Fate::exception);
  EXPECT_EQ(run.output(), "main goes on\n");
}

TEST(LiveEngine, ADaemonDoesNotKeepTheProgramAlive) {
  const RunRecord run = run_live([] {
    Thread daemon("daemon",
                  [] {
                    for (;;) sleep(1);
                  },
                  {.daemon = true});
    daemon.start();
  });
  EXPECT_EQ(run.fate, Fate::finished);
}

TEST(LiveEngine, ConditionsHandEverythingOver) {
  const RunRecord run = run_live([] {
    Buffer<int> buffer(2, "buffer");
    Condition condition("condition");
    constexpr int kItems = 300;
    Thread producer("producer", [&] {
      for (int i = 0; i < kItems; ++i) {
        With with(condition);
        while (buffer.len() >= 2) condition.wait();
        buffer.append(i);
        condition.notify_all();
      }
    });
    int sum = 0;
    Thread consumer("consumer", [&] {
      for (int i = 0; i < kItems; ++i) {
        With with(condition);
        while (buffer.len() == 0) condition.wait();
        sum += buffer.popleft();
        condition.notify_all();
      }
    });
    producer.start(), consumer.start();
    producer.join(), consumer.join();
    print(to_text(sum));
  });
  EXPECT_EQ(run.output(), "44850\n");
}

TEST(LiveEngine, ALongTextComesInPiecesWithNothingInBetween) {
  std::string text = "x";
  while (text.size() < 1'000'000) text += "\u6728\u00eb";
  const RunRecord run = run_live([&] {
    Queue<std::string> queue;
    Thread other("other", [&] { print(text); });
    Thread another("another", [&] { print(text); });
    other.start(), another.start();
    other.join(), another.join();
    queue.put(text);
  });
  std::map<ThreadId, std::string> printed;
  ThreadId last = kNoThread;
  unsigned changes = 0;
  for (const Told& told : run.of(Kind::print)) {
    EXPECT_LE(told.text.size(), LiveEngine::kLongestText);
    EXPECT_NE(static_cast<unsigned char>(told.text[0]) & 0xc0, 0x80) << "a torn character";
    printed[told.event.thread] += told.text;
    if (told.event.thread != last) ++changes;
    last = told.event.thread;
  }
  for (const auto& [thread, all] : printed) EXPECT_TRUE(all == text + "\n");
  EXPECT_EQ(printed.size(), 2u);
  EXPECT_LE(changes, 4u);  // a text and its end are two prints each
  const std::string put = run.of(Kind::put).at(0).text;
  EXPECT_EQ(put.size(), LiveEngine::kLongestText);
  EXPECT_TRUE(put.ends_with("... (" + std::to_string(text.size()) + " bytes)"));
}

// What lets the waiters of a common object go on may come from another process, at any moment and
// without the object's section: here it comes just when the waiter has looked.
TEST(LiveEngine, AWaiterMissesNothingThatAnotherProcessDoes) {
  int looks = 0;
  const RunRecord run = run_live_processes([&] {
    Engine& engine = Engine::current();
    Object object(Object::Common{}, ObjectType::event, "object", 0, Location::here());
    Operation waits{.kind = Kind::wait, .object = &object, .where = Location::here()};
    waits.context = &looks;
    waits.enabled = [](const void* context) {
      int& looks = *static_cast<int*>(const_cast<void*>(context));
      if (++looks == 1) Engine::current().commons().rouse();
      return looks > 1;
    };
    const Shape shape = engine.park(waits);
    const Section section(engine, object, Section::adopt);
    EXPECT_EQ(shape, Shape::resumed);
    engine.record(event(Kind::wait, &object, Location::here(), 0, shape));
  });
  EXPECT_EQ(run.fate, Fate::finished) << run.sentence;
  EXPECT_EQ(looks, 2);
}

}  // namespace
}  // namespace interleave::testing
