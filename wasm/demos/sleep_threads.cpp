#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr List kSeconds{.name = "seconds",
                        .label = "Seconds to sleep",
                        .standard = {10, 8, 3},
                        .min = 0,
                        .max = 60,
                        .max_items = 12,
                        .help = "One thread for each number.",
                        .unit = "s"};

void func(double seconds) {
  print(format("Sleeping for {} seconds", plain_number(seconds)));
  sleep(seconds);
}

void sleep_threads(const Arguments& arguments) {
  const double time1 = perf_counter();

  std::vector<Thread> threads;
  for (const double seconds : arguments[kSeconds]) {
    threads.emplace_back("func", [=] { func(seconds); });
  }
  for (Thread& thread : threads) thread.start();
  for (Thread& thread : threads) thread.join();

  const double time2 = perf_counter();
  print(to_text(time2 - time1));
}

constexpr Demo kDemo{
    .id = "sleep_threads",
    .title = "Sleeping side by side",
    .chapter = 1,
    .order = 2,
    .teaches =
        "Threads that sleep do so at the same time: the whole takes as long as the longest, "
        "not as long as the sum.",
    .look = "The lanes sleep side by side; the printed time is the longest bar.",
    .question = "10 s, 8 s and 3 s in three threads: how long does the program take?",
    .notebook =
        "The same calls, each in a thread: they start one after another without waiting, and join "
        "makes sure that all are over. The time is about that of the longest.",
    .parameters = {parameter(kSeconds)},
    .presets = {{"notebook", {{"seconds", "10,8,3"}}}},
    .threads =
        [](const Arguments& arguments) {
          return 1 + static_cast<unsigned>(arguments[kSeconds].size());
        },
    .body = sleep_threads,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import time

def func(seconds):  #= void func
  print(f"Sleeping for {seconds} seconds")  #= print(format("Sleeping
  time.sleep(seconds)  #= sleep(seconds);

time1 = time.perf_counter()  #= double time1

t1 = threading.Thread(target=func, args=(10,))  #= threads.emplace_back
t2 = threading.Thread(target=func, args=(8,))
t3 = threading.Thread(target=func, args=(3,))

t1.start()  #= thread.start
t2.start()
t3.start()

t1.join()  #= thread.join
t2.join()
t3.join()

time2 = time.perf_counter()  #= double time2
print(time2 - time1)  #= print(to_text
*/
