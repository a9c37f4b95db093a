#include "sync/condition.h"

#include <set>

#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"
#include "support/both_engines.h"
#include "sync/errors.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"needs_its_lock",
     [] {
       Condition condition;
       print(message_of([&] { condition.wait(); }));
       print(message_of([&] { condition.notify(); }));
       print(message_of([&] { condition.notify_all(); }));
       print(message_of([&] { condition.release(); }));
     },
     "RuntimeError: cannot wait on un-acquired lock\n"
     "RuntimeError: cannot notify on un-acquired lock\n"
     "RuntimeError: cannot notify on un-acquired lock\n"
     "RuntimeError: cannot release un-acquired lock\n"},
    {"wait_gives_up_every_level_of_an_rlock_and_takes_them_back",
     [] {
       RLock lock;
       Condition condition(lock);
       With outer(condition);
       With inner(condition);
       Thread other("other", [&] {
         With with(condition);
         print("in");
         condition.notify();
       });
       other.start();
       condition.wait();
       print("back");
       other.join();
       condition.release();
       beside([&] { print(to_text(lock.try_acquire())); });
       condition.acquire();
     },
     "in\nback\nFalse\n"},
    {"goes_with_a_plain_lock_too",
     [] {
       Lock lock;
       Condition condition(lock);
       bool ready = false;
       Thread other("other", [&] {
         With with(lock);
         ready = true;
         condition.notify();
       });
       With with(condition);
       other.start();
       while (!ready) condition.wait();
       print(to_text(lock.locked()));
     },
     "True\n"},
    {"two_conditions_share_a_lock",
     [] {
       Lock lock;
       Condition one(lock), two(lock);
       Semaphore waiting(0);
       Thread waiter("waiter", [&] {
         With with(one);
         waiting.release();
         print(to_text(one.wait(1000.0)));
       });
       waiter.start();
       waiting.acquire();
       {
         With with(lock);
         two.notify_all();  // nobody waits here
         one.notify();
       }
       waiter.join();
     },
     "True\n"},
    {"wait_times_out_and_has_the_lock_again",
     [] {
       Condition condition;
       With with(condition);
       print(to_text(condition.wait(0.5)));
       print(to_text(condition.wait(0.0)));
       print(to_text(condition.wait(-3.0)));
       condition.notify();
     },
     "False\nFalse\nFalse\n"},
    {"a_notification_nobody_waits_for_is_lost",
     [] {
       Condition condition;
       With with(condition);
       condition.notify();
       condition.notify_all();
       print(to_text(condition.wait(0.5)));
     },
     "False\n"},
    {"notify_wakes_as_many_as_asked",
     [] {
       Condition condition;
       Semaphore waiting(0), back(0);
       std::vector<Thread> threads;
       for (int i = 0; i < 4; ++i) {
         threads.emplace_back("waiter", [&] {
           With with(condition);
           waiting.release();
           condition.wait();
           back.release();
         });
         threads.back().start();
       }
       for (int i = 0; i < 4; ++i) waiting.acquire();
       {
         With with(condition);
         condition.notify(3);
       }
       for (int i = 0; i < 3; ++i) back.acquire();
       print(to_text(back.acquire(0.5)));
       {
         With with(condition);
         condition.notify_all();
       }
       for (Thread& thread : threads) thread.join();
       print(to_text(back.acquire(0.5)));
     },
     "False\nTrue\n"},
    {"wait_for",
     [] {
       Condition condition;
       int value = 0;
       Thread setter("setter", [&] {
         for (int i = 0; i < 3; ++i) {
           With with(condition);
           ++value;
           condition.notify_all();
         }
       });
       setter.start();
       {
         With with(condition);
         print(to_text(condition.wait_for([&] { return value == 3; })));
         print(to_text(condition.wait_for([&] { return value == 9; }, 0.5)));
         print(to_text(condition.wait_for([&] { return value == 3; }, 0.0)));
       }
       setter.join();
     },
     "True\nFalse\nTrue\n"},
};
INTERLEAVE_TABLE(ConditionTable, kRows);

void one_is_woken_one_times_out() {
  Condition condition("condition");
  Thread patient("patient", [&] {
    With with(condition);
    EXPECT_TRUE(condition.wait());
  });
  Thread impatient("impatient", [&] {
    With with(condition);
    EXPECT_FALSE(condition.wait(0.5));
  });
  patient.start();
  impatient.start();
  impatient.join();
  settle(1);
  {
    With with(condition);
    condition.notify();
  }
  patient.join();
}
INTERLEAVE_ON_BOTH(Condition, TellsWhoWasWokenByWhom, one_is_woken_one_times_out,
                   [](const RunRecord& run) {
                     EXPECT_EQ(run.shapes(Kind::wait, "condition", 1), "blocked resumed");
                     EXPECT_EQ(run.shapes(Kind::wait, "condition", 2), "blocked timed_out");
                     ASSERT_EQ(run.of(Kind::notify).size(), 1u);
                     EXPECT_EQ(run.of(Kind::notify)[0].event.value, 1);
                     ASSERT_EQ(run.of(Kind::wake).size(), 1u);
                     EXPECT_EQ(run.of(Kind::wake)[0].event.thread, 0);
                     EXPECT_EQ(run.of(Kind::wake)[0].event.other, 1);
                   });

void three_wait() {
  Condition condition("condition");
  std::vector<Thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back("waiter", [&] {
      With with(condition);
      condition.wait();
    });
    threads.back().start();
    settle(static_cast<unsigned>(i) + 1);
  }
  for (int i = 0; i < 3; ++i) {
    With with(condition);
    condition.notify();
  }
  for (Thread& thread : threads) thread.join();
}

std::string order_of_waking(const RunRecord& run) {
  std::string order;
  for (const auto& [event, text] : run.of(Kind::wake)) order += std::to_string(event.other);
  return order;
}

TEST(Condition, WakesTheLongestWaitingFirstLive) {
  check_live(three_wait, [](const RunRecord& run) { EXPECT_EQ(order_of_waking(run), "123"); });
}

TEST(Condition, WhomToWakeIsAChoiceOfTheSchedule) {
  EXPECT_EQ(order_of_waking(run_default(three_wait)), "123");
  std::set<std::string> orders;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    orders.insert(order_of_waking(run_seed(seed, three_wait)));
  }
  EXPECT_EQ(orders.size(), 6u);
}

TEST(Condition, NoScheduleLosesAHandOver) {
  int runs = for_each_schedule(
      [] {
        Condition condition;
        bool ready = false;
        Thread waiter("waiter", [&] {
          With with(condition);
          while (!ready) condition.wait();
        });
        waiter.start();
        {
          With with(condition);
          ready = true;
          condition.notify();
        }
        waiter.join();
      },
      [](const RunRecord& run) { ASSERT_EQ(run.fate, Fate::finished) << run.sentence; });
  EXPECT_GT(runs, 1);
}

TEST(Condition, ACancelledWaiterLeavesNoTicketBehind) {
  // The waiter is stuck; its place in the queue lies on its stack and must go with it.
  const RunRecord run = run_default([] {
    Condition condition("condition");
    struct NotifyAtEnd {
      Condition& condition;
      ~NotifyAtEnd() { condition.notify_all(); }
    } const at_end{condition};
    Thread waiter("waiter", [&] {
      With with(condition);
      condition.wait();
    });
    waiter.start();
    waiter.join();
  });
  EXPECT_EQ(run.fate, Fate::deadlock);
}

}  // namespace
}  // namespace interleave::testing
