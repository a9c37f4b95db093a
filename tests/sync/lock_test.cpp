#include "sync/lock.h"

#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"
#include "support/both_engines.h"
#include "sync/errors.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"release_unlocked",
     [] {
       Lock lock;
       print(message_of([&] { lock.release(); }));
     },
     "RuntimeError: release unlocked lock\n"},
    {"any_thread_may_release",
     [] {
       Lock lock;
       lock.acquire();
       beside([&] { lock.release(); });
       print(to_text(lock.locked()));
     },
     "False\n"},
    {"locked_tells_whether_anybody_holds_it",
     [] {
       Lock lock;
       print(to_text(lock.locked()));
       With with(lock);
       beside([&] { print(to_text(lock.locked())); });
     },
     "False\nTrue\n"},
    {"try_and_timeout_give_up",
     [] {
       Lock lock;
       lock.acquire();
       print(to_text(lock.try_acquire()));
       print(to_text(lock.acquire(0.5)));
       print(to_text(lock.acquire(0.0)));
     },
     "False\nFalse\nFalse\n"},
    {"timeout_takes_its_time",
     [] {
       Lock lock;
       lock.acquire();
       const double before = perf_counter();
       lock.acquire(0.5);
       print(to_text(perf_counter() - before >= 0.5));
     },
     "True\n"},
    {"timeout_succeeds_when_released_in_time",
     [] {
       Lock lock;
       lock.acquire();
       Thread holder("holder", [&] {
         sleep(1);
         lock.release();
       });
       holder.start();
       print(to_text(lock.acquire(1000.0)));
       holder.join();
     },
     "True\n"},
    {"timeouts_as_python_takes_them",
     [] {
       Lock lock;
       print(message_of([&] { lock.acquire(-2.0); }));
       print(message_of([&] { lock.acquire(-0.5); }));
       print(to_text(lock.acquire(-1.0)));  // forever
     },
     "ValueError: timeout value must be positive\n"
     "ValueError: timeout value must be positive\nTrue\n"},
    {"with_releases_on_the_way_of_an_exception",
     [] {
       Lock lock;
       print(message_of([&] {
         With with(lock);
         throw ValueError("out");
       }));
       print(to_text(lock.locked()));
     },
     "ValueError: out\nFalse\n"},
    {"with_tells_of_a_release_that_fails",
     [] {
       Lock lock;
       print(message_of([&] {
         With with(lock);
         lock.release();
       }));
       // The exception on its way is the one that is told.
       print(message_of([&] {
         With with(lock);
         lock.release();
         throw ValueError("first");
       }));
     },
     "RuntimeError: release unlocked lock\nValueError: first\n"},
    {"excludes",
     [] {
       Lock lock;
       Shared<int> inside(0);
       std::vector<Thread> threads;
       for (int i = 0; i < 4; ++i) {
         threads.emplace_back("worker", [&] {
           for (int n = 0; n < 10; ++n) {
             With with(lock);
             EXPECT_EQ(inside.fetch_add(1), 0);
             inside.fetch_add(-1);
           }
         });
         threads.back().start();
       }
       for (Thread& thread : threads) thread.join();
     },
     ""},
};
INTERLEAVE_TABLE(LockTable, kRows);

// The shapes of an acquire: a waiting bar is drawn from them.
void hand_over() {
  Lock lock("lock");
  lock.acquire();
  Thread waiter("waiter", [&] {
    lock.acquire();
    lock.release();
  });
  Thread impatient("impatient", [&] { EXPECT_FALSE(lock.acquire(0.5)); });
  waiter.start();
  settle(1);
  impatient.start();
  impatient.join();
  EXPECT_FALSE(lock.try_acquire());
  lock.release();
  waiter.join();
}
INTERLEAVE_ON_BOTH(Lock, TellsTheShapesOfAnAcquire, hand_over, [](const RunRecord& run) {
  EXPECT_EQ(run.shapes(Kind::acquire, "lock", 0), "done failed");
  EXPECT_EQ(run.shapes(Kind::acquire, "lock", 1), "blocked resumed");
  EXPECT_EQ(run.shapes(Kind::acquire, "lock", 2), "blocked timed_out");
  EXPECT_EQ(run.shapes(Kind::release, "lock", 0), "done");
});

void one_waits_long() {
  Lock lock("lock");
  lock.acquire();
  Thread waiter("waiter", [&] {
    With with(lock);
    print("in");
  });
  waiter.start();
  settle(1);
  for (int i = 0; i < 3; ++i) {
    lock.release();
    if (!lock.try_acquire()) {
      waiter.join();
      return;
    }
  }
  print("barged");
  lock.release();
  waiter.join();
}

TEST(Lock, IsBarging) {
  // Whoever comes while it is free takes it, though another has waited longer.
  const RunRecord run = run_default(one_waits_long);
  EXPECT_EQ(run.output(), "barged\nin\n");
}

TEST(Lock, IsNotReservedForTheOneThatWasThereFirst) {
  int in_first = 0;
  for_each_schedule(one_waits_long, [&](const RunRecord& run) {
    ASSERT_EQ(run.fate, Fate::finished);
    if (run.output() == "in\n") ++in_first;
  });
  EXPECT_GT(in_first, 0);
}

TEST(Lock, BlockedIsToldAlsoWhenItIsTakenBeforeOnesTurn) {
  // Both stand before the free lock; the first to go takes it away from the other.
  Script script({0, 2});
  const RunRecord run = run_controlled(script, [] {
    Lock lock("lock");
    Shared<int> x(0, "x");
    const auto body = [&] {
      With with(lock);
      x.read();
    };
    Thread one("one", body), two("two", body);
    one.start(), two.start();
    one.join(), two.join();
  });
  EXPECT_EQ(run.shapes(Kind::acquire, "lock", 2), "done");
  EXPECT_EQ(run.shapes(Kind::acquire, "lock", 1), "blocked resumed");
}

}  // namespace
}  // namespace interleave::testing
