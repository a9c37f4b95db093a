#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr List kSeconds{.name = "seconds",
                        .label = "Seconds to sleep",
                        .standard = {10, 8, 5},
                        .min = 0,
                        .max = 60,
                        .max_items = 12,
                        .help = "One call for each number.",
                        .unit = "s"};

void func(double seconds) {
  print(format("Sleeping for {} seconds", plain_number(seconds)));
  sleep(seconds);
}

void sleep_sequential(const Arguments& arguments) {
  const double time1 = perf_counter();

  for (const double seconds : arguments[kSeconds]) func(seconds);

  const double time2 = perf_counter();
  print(to_text(time2 - time1));
}

constexpr Demo kDemo{
    .id = "sleep_sequential",
    .title = "Sleeping one after the other",
    .chapter = 1,
    .order = 1,
    .teaches = "Each call blocks the next one: the whole takes as long as all sleeps together.",
    .look = "One lane, three bars, and nothing else runs meanwhile.",
    .question = "While main sleeps it needs no processor. Who could use it in this program?",
    .notebook =
        "A call that waits, for a timer here or for a disk or a server elsewhere, holds up all "
        "that "
        "come after it. The processor is free meanwhile, but nobody else is there to use it: the "
        "times add up.",
    .parameters = {parameter(kSeconds)},
    .presets = {{"notebook", {{"seconds", "10,8,5"}}}},
    .expected = {{.values = {},
                  .fates = {"finished"},
                  .outputs = {"Sleeping for 10 seconds\nSleeping for 8 seconds\nSleeping for 5 "
                              "seconds\n23.0\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .body = sleep_sequential,
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

func(10)  #= func(seconds);
func(8)
func(5)

time2 = time.perf_counter()  #= double time2
print(time2 - time1)  #= print(to_text
*/
