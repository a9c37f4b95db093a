#include <cmath>
#include <memory>

#include "demo.h"
#include "python/compute.h"
#include "python/gil.h"
#include "python/math.h"
#include "python/print.h"
#include "python/repr.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr List kNumbers{.name = "numbers",
                        .label = "Numbers",
                        .standard = {20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000},
                        .min = 0,
                        .max = 1000000,
                        .max_items = 12,
                        .help = "One thread for each number; whole numbers."};
constexpr Integer kDigits{.name = "max_str_digits",
                          .label = "max_str_digits",
                          .standard = 1000000,
                          .min = 640,
                          .max = 6000000,
                          .help =
                              "An int with more digits is not written but a ValueError. 330000! "
                              "has 1,677,796.",
                          .unit = "digits"};
constexpr Boolean kGil{.name = "gil",
                       .label = "Global interpreter lock",
                       .standard = false,
                       .help = "One thread computes at a time; handed over every 5 ms."};
constexpr Boolean kShare{
    .name = "share",
    .label = "Share long products",
    .standard = true,
    .help = "Cores with nothing to do help to multiply the others' numbers; not under the lock."};
constexpr Boolean kMeasure{
    .name = "measure",
    .label = "Measure the speed-up",
    .standard = true,
    .help = "Main computes all of it alone, too: before, to warm up, and after."};

void calc_factorial(long n, math::Work work, Gil* gil) {
  const Gil::Held held(gil);
  print(format("[{}] Calculating Factorial of {}", current_thread_name(), n));
  const LongInteger result = math::factorial(n, work);
  print(format("Factorial of {}! is {}", n, result.str()));
}

// alone is how long the same numbers take one after the other, in seconds.
double alone(const std::vector<double>& numbers, math::Work work = math::Work::alone) {
  const double start = perf_counter();
  for (const double n : numbers) math::factorial(static_cast<long>(n), work);
  return perf_counter() - start;
}

void factorial_threads(const Arguments& arguments) {
  const std::vector<double> numbers = arguments[kNumbers];
  set_int_max_str_digits(arguments[kDigits]);
  const auto work = arguments[kShare] ? math::Work::shared : math::Work::alone;
  const auto gil = arguments[kGil] ? std::make_unique<Gil>() : nullptr;

  // The processor, and the memory, are awake before the clock runs.
  if (arguments[kMeasure]) alone(numbers, work);

  const double start_time = unix_time();
  std::vector<Thread> threads;

  for (const double number : numbers) {
    const auto n = static_cast<long>(number);
    threads.emplace_back("calc_factorial", [n, work, &gil] { calc_factorial(n, work, gil.get()); });
    threads.back().start();
  }

  for (Thread& thread : threads) thread.join();

  std::string shown;
  for (const Thread& thread : threads) shown += (shown.empty() ? "" : ", ") + thread.repr();
  print("[" + shown + "]");
  const double taken = unix_time() - start_time;
  print(format("Time Taken: {} Seconds", taken));

  if (arguments[kMeasure]) {
    const double sequential = alone(numbers);
    print(format("Speed-up: {} on {}: alone, main takes {} seconds.",
                 plain_number(std::round(sequential / taken * 100) / 100), cores_text("thread"),
                 sequential),
          {.file = Stream::standard_error});
  }
}

constexpr Demo kDemo{
    .id = "factorial_threads",
    .title = "Nine factorials in nine threads",
    .chapter = 3,
    .order = 2,
    .teaches =
        "Threads that compute run side by side on as many cores as there are, unless one lock lets "
        "only one of them compute: then they take turns, and the total is the sum.",
    .look = "The lanes: side by side without the interpreter's lock, in turns of 5 ms with it.",
    .question = "Nine threads, two cores: what is the best speed-up there can be?",
    .notebook =
        "Nine numbers, a thread for each, their factorials printed with all digits. The "
        "interpreter's "
        "lock makes threads useless for such work. Writing 330000! takes more digits than the "
        "limit "
        "that the notebook sets, so that one thread ends with a ValueError and the others go on. "
        "(In "
        "CPython one call of math.factorial even keeps the lock to its end.)",
    .parameters = {parameter(kNumbers), parameter(kDigits), parameter(kGil), parameter(kShare),
                   parameter(kMeasure)},
    .presets = {{"notebook",
                 {{"numbers", "20000,7500,2000,4000,8000,7000,11000,330000,90000"},
                  {"max_str_digits", "1000000"},
                  {"gil", "false"}}},
                {"with the GIL", {{"gil", "true"}}},
                {"all digits", {{"max_str_digits", "2000000"}}}},
    .expected = {{.values = {{"numbers", "5"}, {"measure", "false"}},
                  .fates = {"finished"},
                  .outputs = {"[Thread-1 (calc_factorial)] Calculating Factorial of 5\n"
                              "Factorial of 5! is 120\n"
                              "[<Thread(Thread-1 (calc_factorial), stopped 2)>]\n"
                              "Time Taken: 0.0 Seconds\n"}}},
    .threads = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kNumbers].size()); },
    .body = factorial_threads,
    .warm_up = math::warm_up,
};

const Registration registration(kDemo);

}  // namespace

// clang-format off
/* python
import threading
import time
import math
import sys

sys.set_int_max_str_digits(1000000)  #= set_int_max_str_digits(


def calc_factorial(n):  #= void calc_factorial
    print(f"[{threading.current_thread().name}] Calculating Factorial of {n}")  #= Calculating Factorial of {}
    result = math.factorial(n)  #= result = math::factorial
    print(f"Factorial of {n}! is {result}")  #= Factorial of {}! is


if __name__ == "__main__":
    numbers = [20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000]  #= numbers = arguments

    start_time = time.time()  #= start_time = unix_time
    threads = []  #= std::vector<Thread> threads

    for n in numbers:  #= number : numbers
        thread = threading.Thread(target=calc_factorial, args=(n,))  #= threads.emplace_back
        threads.append(thread)
        thread.start()  #= back().start

    for thread in threads:
        thread.join()  #= thread.join

    print(threads)  #= print("[" + shown
    print(f"Time Taken: {time.time() - start_time} Seconds")  #= Time Taken
*/
