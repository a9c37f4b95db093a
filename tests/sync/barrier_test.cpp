#include "sync/barrier.h"

#include <set>

#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"
#include "support/both_engines.h"
#include "sync/errors.h"

namespace interleave::testing {
namespace {

// in_parallel runs `body` in `count` threads and joins them.
void in_parallel(int count, const std::function<void()>& body) {
  std::vector<Thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back("body", body);
  for (Thread& thread : threads) thread.start();
  for (Thread& thread : threads) thread.join();
}

const Row kRows[] = {
    {"everybody_goes_on_together",
     [] {
       Barrier barrier(4);
       Shared<int> arrived(0), early(0);
       in_parallel(4, [&] {
         for (int round = 1; round <= 5; ++round) {
           arrived.fetch_add(1);
           barrier.wait();
           if (arrived.read() < 4 * round) early.fetch_add(1);
           barrier.wait();
         }
       });
       print(to_text(early.read()));
     },
     "0\n"},
    {"wait_returns_the_place_of_arrival",
     [] {
       Barrier barrier(5);
       Shared<int> sum(0);
       in_parallel(5, [&] { sum.fetch_add(1 << barrier.wait()); });
       print(to_text(sum.read()));
     },
     "31\n"},
    {"the_action_runs_once_before_anybody_goes_on",
     [] {
       Shared<int> acted(0), early(0);
       Barrier barrier(5, {.action = [&] { acted.fetch_add(1); }});
       in_parallel(5, [&] {
         barrier.wait();
         if (acted.read() != 1) early.fetch_add(1);
       });
       print(to_text(acted.read()) + to_text(early.read()));
     },
     "10\n"},
    {"a_failing_action_breaks_it_and_reaches_who_ran_it",
     [] {
       Shared<int> broken(0), failed(0);
       Barrier barrier(3, {.action = [] { throw ValueError("no"); }});
       in_parallel(3, [&] {
         const std::string message = message_of([&] { barrier.wait(); });
         if (message == "threading.BrokenBarrierError") broken.fetch_add(1);
         if (message == "ValueError: no") failed.fetch_add(1);
       });
       print(to_text(broken.read()) + to_text(failed.read()) + to_text(barrier.broken()));
     },
     "21True\n"},
    {"abort_breaks_it",
     [] {
       Barrier barrier(5);
       Shared<int> passed(0);
       in_parallel(5, [&] {
         // A slow one may even find the first round broken.
         message_of([&] {
           if (barrier.wait() == 2) {
             barrier.abort();
           } else {
             barrier.wait();
             passed.fetch_add(1);
           }
         });
       });
       print(to_text(passed.read()) + to_text(barrier.broken()));
       print(message_of([&] { barrier.wait(); }));
       print(to_text(barrier.n_waiting()));
     },
     "0True\nthreading.BrokenBarrierError\n0\n"},
    {"reset_frees_who_waits_and_can_be_passed_again",
     [] {
       Barrier barrier(5);
       Shared<int> passed(0), broken(0), again(0);
       in_parallel(5, [&] {
         if (barrier.wait() == 2) {
           while (barrier.n_waiting() < 4) sleep(0.001);
           barrier.reset();
         } else {
           const bool well = message_of([&] { barrier.wait(); }) == "nothing";
           (well ? passed : broken).fetch_add(1);
         }
         barrier.wait();
         again.fetch_add(1);
       });
       print(to_text(passed.read()) + to_text(broken.read()) + to_text(again.read()));
       print(to_text(barrier.broken()));
     },
     "045\nFalse\n"},
    {"abort_then_reset",
     [] {
       Barrier barrier(4), other(4);
       Shared<int> passed(0), broken(0), again(0);
       in_parallel(4, [&] {
         other.wait();
         if (other.wait() == 2) {
           while (barrier.n_waiting() < 3) sleep(0.001);
           barrier.abort();
         } else {
           const bool well = message_of([&] { barrier.wait(); }) == "nothing";
           (well ? passed : broken).fetch_add(1);
         }
         if (other.wait() == 2) barrier.reset();
         other.wait();
         barrier.wait();
         again.fetch_add(1);
       });
       print(to_text(passed.read()) + to_text(broken.read()) + to_text(again.read()));
     },
     "034\n"},
    {"one_that_is_late_breaks_it_for_all",
     [] {
       Barrier barrier(3);
       Shared<int> broken(0);
       in_parallel(3, [&] {
         if (barrier.wait() == 1) sleep(5);
         const bool well = message_of([&] { barrier.wait(1.0); }) == "nothing";
         if (!well) broken.fetch_add(1);
       });
       print(to_text(broken.read()) + to_text(barrier.broken()));
     },
     "3True\n"},
    {"its_own_timeout",
     [] {
       Barrier barrier(2, {.timeout = 0.5});
       const double start = perf_counter();
       print(message_of([&] { barrier.wait(); }));
       print(to_text(perf_counter() - start >= 0.5));
       Barrier patient(2, {.timeout = 1000.0});
       print(message_of([&] { patient.wait(0.5); }));
       print(message_of([] { Barrier(2).wait(-1.0); }));
       print(message_of([] { Barrier(2).wait(1e100); }));
     },
     "threading.BrokenBarrierError\nTrue\nthreading.BrokenBarrierError\n"
     "threading.BrokenBarrierError\nOverflowError: timestamp out of range for platform time_t\n"},
    {"of_one",
     [] {
       Barrier barrier(1);
       print(to_text(barrier.wait()) + to_text(barrier.wait()) + to_text(barrier.parties()));
     },
     "001\n"},
    {"a_timeout_during_the_action_comes_in_time",
     [] {
       // Who waits has until the last arrives; how long that one's action takes is no matter.
       Barrier barrier(2, {.action = [] { sleep(5); }});
       Semaphore waiting(0);
       Thread waiter("waiter", [&] {
         waiting.release();
         print(message_of([&] { barrier.wait(2.0); }));
       });
       waiter.start();
       waiting.acquire();
       barrier.wait();
       waiter.join();
     },
     "nothing\n"},
    {"who_comes_back_early_waits_until_all_have_left",
     [] {
       // Were the second round to begin while the first empties, three would do for it.
       Barrier barrier(2);
       Shared<int> turns(0);
       in_parallel(2, [&] {
         for (int i = 0; i < 20; ++i) {
           if (barrier.wait() == 0) turns.fetch_add(1);
         }
       });
       print(to_text(turns.read()) + " " + to_text(barrier.n_waiting()));
     },
     "20 0\n"},
    {"repr",
     [] {
       Barrier barrier(3);
       const auto shown = [&] {
         const std::string text = barrier.repr();
         return text.substr(0, 24) + text.substr(text.find(':'));
       };
       print(shown());
       Thread waiter("waiter", [&] { message_of([&] { barrier.wait(); }); });
       waiter.start();
       while (barrier.n_waiting() < 1) sleep(0.001);
       print(shown());
       barrier.abort();
       waiter.join();
       print(shown());
     },
     "<threading.Barrier at 0x: waiters=0/3>\n<threading.Barrier at 0x: waiters=1/3>\n"
     "<threading.Barrier at 0x: broken>\n"},
};
INTERLEAVE_TABLE(BarrierTable, kRows);

void three_meet() {
  Barrier barrier(3, {.name = "barrier"});
  Thread first("first", [&] { barrier.wait(); });
  first.start();
  settle(1);
  Thread second("second", [&] { barrier.wait(); });
  second.start();
  settle(2);
  barrier.wait();
  first.join(), second.join();
}
INTERLEAVE_ON_BOTH(Barrier, TellsWhoWaitsAndWhoWasLast, three_meet, [](const RunRecord& run) {
  EXPECT_EQ(run.shapes(Kind::pass, "barrier", 1), "blocked resumed");
  EXPECT_EQ(run.shapes(Kind::pass, "barrier", 2), "blocked resumed");
  EXPECT_EQ(run.shapes(Kind::pass, "barrier", 0), "");
  EXPECT_EQ(run.of(Kind::object).at(0).event.value, 3);
});

TEST(Barrier, ADeadlockSaysWhoNeverComes) {
  const RunRecord run = run_default([] {
    Barrier barrier(2, {.name = "barrier"});
    barrier.wait();
  });
  EXPECT_EQ(run.fate, Fate::deadlock);
  EXPECT_EQ(run.sentence,
            "Deadlock: no thread can go on. MainThread waits at barrier, and nobody is left to "
            "arrive.");
}

TEST(Barrier, EveryScheduleOfTwoRoundsPasses) {
  const int runs = for_each_schedule(
      [] {
        Barrier barrier(2);
        Thread other("other", [&] { barrier.wait(), barrier.wait(); });
        other.start();
        barrier.wait(), barrier.wait();
        other.join();
      },
      [](const RunRecord& run) { ASSERT_EQ(run.fate, Fate::finished) << run.sentence; });
  EXPECT_GT(runs, 3);
}

TEST(Barrier, NoScheduleOfATimeoutLosesAnybody) {
  // However the timeout and the second arrival fall, both pass or both see it broken.
  std::set<std::string> outcomes;
  for_each_schedule(
      [] {
        Barrier barrier(2);
        std::string first, second;
        Thread other("other", [&] { first = message_of([&] { barrier.wait(1.0); }); });
        other.start();
        sleep(1);
        second = message_of([&] { barrier.wait(); });
        other.join();
        print(first + " " + second);
      },
      [&](const RunRecord& run) {
        ASSERT_EQ(run.fate, Fate::finished) << run.sentence;
        outcomes.insert(run.output());
      });
  EXPECT_EQ(outcomes,
            (std::set<std::string>{"nothing nothing\n",
                                   "threading.BrokenBarrierError threading.BrokenBarrierError\n"}));
}

}  // namespace
}  // namespace interleave::testing
