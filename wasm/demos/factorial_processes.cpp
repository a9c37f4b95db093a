#include "demo.h"
#include "python/math.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/time.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr List kNumbers{.name = "numbers",
                        .label = "Numbers",
                        .standard = {20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000},
                        .min = 0,
                        .max = 1000000,
                        .max_items = 12,
                        .help = "One process for each number; whole numbers."};
constexpr Integer kDigits{.name = "max_str_digits",
                          .label = "max_str_digits",
                          .standard = 1000000,
                          .min = 640,
                          .max = 6000000,
                          .help =
                              "An int with more digits is not written but a ValueError. 330000! "
                              "has 1,677,796.",
                          .unit = "digits"};
constexpr OneOf kMethod{.name = "start",
                        .label = "Start method",
                        .standard = "fork",
                        .choices = {"fork", "spawn"},
                        .help = "fork copies the memory, spawn begins with a fresh one"};

void calc_factorial(long n, long max_str_digits) {
  set_int_max_str_digits(max_str_digits);  // what stands outside of main, a new process does too
  print(format("[{}] Calculating Factorial of {}", mp::current_process_name(), n));
  const LongInteger result = math::factorial(n);
  print(format("Factorial of {}! is {}", n, result.str()));
}

void factorial_processes(const Arguments& arguments) {
  mp::set_start_method(arguments[kMethod]);
  const std::vector<double> numbers = arguments[kNumbers];

  const double start_time = unix_time();
  std::vector<mp::Process> processes;

  for (const double n : numbers) {
    processes.emplace_back(Call(calc_factorial, static_cast<long>(n), arguments[kDigits]));
    processes.back().start();
  }

  for (mp::Process& process : processes) process.join();

  std::string shown;
  for (const mp::Process& process : processes)
    shown += (shown.empty() ? "" : ", ") + process.repr();
  print("[" + shown + "]");
  print(format("Time Taken: {} Seconds", unix_time() - start_time));
}

constexpr Demo kDemo{
    .id = "factorial_processes",
    .title = "Nine factorials in nine processes",
    .chapter = 3,
    .order = 1,
    .teaches =
        "Processes compute side by side on as many cores as there are: none of them shares an "
        "interpreter's lock with another.",
    .look =
        "Nine lanes at once. One of them ends with a ValueError and exit code 1, and the others go "
        "on; the list at the end tells it.",
    .question = "Which of the nine numbers decides how long all of it takes?",
    .notebook =
        "Nine numbers, a process for each, their factorials printed with all digits. Writing "
        "330000! takes more digits than the limit that the notebook sets, so that one process "
        "dies with a ValueError; its exit code is 1, and the other eight finish.",
    .parameters = {parameter(kNumbers), parameter(kDigits), parameter(kMethod)},
    .presets = {{"notebook",
                 {{"numbers", "20000,7500,2000,4000,8000,7000,11000,330000,90000"},
                  {"max_str_digits", "1000000"}}},
                {"all digits", {{"max_str_digits", "2000000"}}}},
    .expected = {{.values = {{"numbers", "5"}},
                  .fates = {"finished"},
                  .outputs = {"[Process-1] Calculating Factorial of 5\n"
                              "Factorial of 5! is 120\n"
                              "[<Process name='Process-1' pid=2 parent=1 stopped exitcode=0>]\n"
                              "Time Taken: 0.0 Seconds\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kNumbers].size()); },
    .body = factorial_processes,
};

const Registration registration(kDemo);

}  // namespace

// clang-format off
/* python
import multiprocessing
import time
import math
import sys

sys.set_int_max_str_digits(1000000)  #= set_int_max_str_digits(


def calc_factorial(n):  #= void calc_factorial
    print(f"[{multiprocessing.current_process().name}] Calculating Factorial of {n}")  #= Calculating Factorial of {}
    result = math.factorial(n)  #= result = math::factorial
    print(f"Factorial of {n}! is {result}")  #= Factorial of {}! is


if __name__ == "__main__":
    numbers = [20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000]  #= numbers = arguments

    start_time = time.time()  #= start_time = unix_time
    processes = []  #= std::vector<mp::Process> processes

    for n in numbers:  #= n : numbers
        process = multiprocessing.Process(target=calc_factorial, args=(n,))  #= processes.emplace_back
        processes.append(process)
        process.start()  #= back().start

    for process in processes:
        process.join()  #= process.join

    print(processes)  #= print("[" + shown
    print(f"Time Taken: {time.time() - start_time} Seconds")  #= Time Taken
*/
