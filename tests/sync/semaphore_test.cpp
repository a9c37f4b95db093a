#include "sync/semaphore.h"

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"
#include "sync/errors.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"counts",
     [] {
       Semaphore two(2);
       print(to_text(two.try_acquire()));
       print(to_text(two.try_acquire()));
       print(to_text(two.try_acquire()));
       print(to_text(two.acquire(0.5)));
       print(to_text(two.acquire(-1.0)));
       two.release(2);
       print(to_text(two.acquire()));
       two.release();
     },
     "True\nTrue\nFalse\nFalse\nFalse\nTrue\n"},
    {"misuse",
     [] {
       print(message_of([] { Semaphore bad(-1); }));
       Semaphore one(1);
       print(message_of([&] { one.release(0); }));
       print(message_of([&] { one.release(-1); }));
     },
     "ValueError: semaphore initial value must be >= 0\nValueError: n must be one or more\n"
     "ValueError: n must be one or more\n"},
    {"any_thread_may_release_beyond_the_first_value",
     [] {
       Semaphore none(0);
       beside([&] { none.release(3); });
       for (int i = 0; i < 4; ++i) print(to_text(none.try_acquire()), {.end = " "});
     },
     "True True True False "},
    {"blocking_and_timeout_as_python_takes_them",
     [] {
       Semaphore one(1);
       print(message_of([&] { one.acquire(false, 1.0); }));
       print(to_text(one.acquire(false)));
       print(to_text(one.acquire(false)));
       print(to_text(one.acquire(true, 0.5)));
       print(message_of([&] { one.acquire(1e100); }));
       one.release();
       print(to_text(one.acquire(1e100)));  // does not wait, so does not look
     },
     "ValueError: can't specify timeout for non-blocking acquire\nTrue\nFalse\nFalse\n"
     "OverflowError: timestamp out of range for platform time_t\nTrue\n"},
    {"a_bounded_one_refuses_a_release_too_many",
     [] {
       BoundedSemaphore two(2);
       print(message_of([&] { two.release(); }));
       two.acquire(), two.acquire();
       print(message_of([&] { two.release(3); }));  // gives back none
       print(to_text(two.try_acquire()));
       print(message_of([&] { two.release(0); }));
       two.release(2);
       print(message_of([&] { two.release(); }));
       print(message_of([] { BoundedSemaphore bad(-1); }));
       With with(two);
     },
     "ValueError: Semaphore released too many times\n"
     "ValueError: Semaphore released too many times\nFalse\nValueError: n must be one or more\n"
     "ValueError: Semaphore released too many times\n"
     "ValueError: semaphore initial value must be >= 0\n"},
    {"repr",
     [] {
       const auto shown = [](const Semaphore& it) {
         const std::string text = it.repr();
         return text.substr(0, text.find(" 0x")) + text.substr(text.find(':'));
       };
       Semaphore three(3);
       three.acquire();
       print(shown(three));
       BoundedSemaphore two(2);
       two.acquire();
       print(shown(two));
     },
     "<threading.Semaphore at: value=2>\n<threading.BoundedSemaphore at: value=1/2>\n"},
    {"lets_as_many_in_as_it_has_permits",
     [] {
       Semaphore two(2);
       Shared<int> inside(0);
       std::vector<Thread> threads;
       for (int i = 0; i < 5; ++i) {
         threads.emplace_back("worker", [&] {
           for (int n = 0; n < 5; ++n) {
             With with(two);
             EXPECT_LE(inside.fetch_add(1), 1);
             inside.fetch_add(-1);
           }
         });
         threads.back().start();
       }
       for (Thread& thread : threads) thread.join();
     },
     ""},
};
INTERLEAVE_TABLE(SemaphoreTable, kRows);

void release_of_two() {
  Semaphore none(0, "none");
  std::vector<Thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back("waiter", [&] { none.acquire(); });
    threads.back().start();
  }
  settle(2);
  none.release(2);
  for (Thread& thread : threads) thread.join();
  none.acquire(0.5);
}
INTERLEAVE_ON_BOTH(Semaphore, AReleaseOfTwoWakesTwo, release_of_two, [](const RunRecord& run) {
  EXPECT_EQ(run.shapes(Kind::acquire, "none", 1), "blocked resumed");
  EXPECT_EQ(run.shapes(Kind::acquire, "none", 2), "blocked resumed");
  EXPECT_EQ(run.shapes(Kind::acquire, "none", 0), "blocked timed_out");
  EXPECT_EQ(run.of(Kind::release).at(0).event.value, 2);  // the permits after it
});

}  // namespace
}  // namespace interleave::testing
