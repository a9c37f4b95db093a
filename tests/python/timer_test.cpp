#include "python/timer.h"

#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"calls_its_function_after_the_interval",
     [] {
       const double start = perf_counter();
       Timer timer(5, [&] { print(to_text(perf_counter() - start >= 5)); });
       timer.start();
       print(to_text(timer.is_alive()));
       timer.join();
       print(to_text(timer.is_alive()));
     },
     "True\nTrue\nFalse\n"},
    {"cancelled_in_time_it_never_calls",
     [] {
       Timer timer(1000, [] { print("called"); });
       timer.start();
       timer.cancel();
       timer.join();
       print(to_text(perf_counter() < 1000));
       Timer early(0, [] { print("called"); });
       early.cancel();
       early.start(), early.join();
     },
     "True\n"},
    {"cancelled_too_late_or_twice",
     [] {
       Timer timer(0.5, [] { print("called"); });
       timer.start(), timer.join();
       timer.cancel(), timer.cancel();
     },
     "called\n"},
    {"is_a_thread",
     [] {
       Timer timer(1000, [] {});
       print(timer.name() + " " + timer.repr());
       print(message_of([&] { timer.join(); }));
       timer.start();
       print(timer.repr());
       timer.cancel(), timer.join();
     },
     "Thread-1 <Timer(Thread-1, initial)>\nRuntimeError: cannot join thread before it is started\n"
     "<Timer(Thread-1, started 2)>\n"},
    {"runs_on_in_its_own_thread",
     [] {
       Timer timer(0.5, [] { print(current_thread_name()); });
       timer.set_name("Alarm");
       timer.start(), timer.join();
     },
     "Alarm\n"},
};
INTERLEAVE_TABLE(TimerTable, kRows);

TEST(Timer, EveryScheduleOfACancelCallsAtMostOnce) {
  int called = 0, kept = 0;
  for_each_schedule(
      [] {
        Timer timer(1, [] { print("called"); });
        timer.start();
        sleep(1);
        timer.cancel();
        timer.join();
      },
      [&](const RunRecord& run) {
        ASSERT_EQ(run.fate, Fate::finished);
        ++(run.output().empty() ? kept : called);
      });
  EXPECT_GT(called, 0);
  EXPECT_GT(kept, 0);
}

}  // namespace
}  // namespace interleave::testing
