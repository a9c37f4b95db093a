#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr List kSeconds{.name = "seconds",
                        .label = "Seconds",
                        .standard = {4, 2, 6},
                        .min = 0,
                        .max = 60,
                        .max_items = 12,
                        .help = "One call for each number.",
                        .unit = "s"};

std::string fx(double sec) {
  sleep(sec);
  return format("printed after {} seconds", plain_number(sec));
}

void uncached_calls(const Arguments& arguments) {
  for (const double sec : arguments[kSeconds]) print(fx(sec));
}

constexpr Demo kDemo{
    .id = "uncached_calls",
    .title = "Calls without a cache",
    .chapter = 7,
    .order = 1,
    .teaches = "A function that is asked the same again works as long again.",
    .look = "The bars: one for every call, equal ones for equal arguments.",
    .question = "Which of these calls could be spared if they were made twice?",
    .notebook =
        "A slow function, here one that sleeps, called three times. It is the point to start from: "
        "keeping results pays when calls are dear, repeated, and their arguments few.",
    .parameters = {parameter(kSeconds)},
    .presets = {{"notebook", {{"seconds", "4,2,6"}}}, {"again", {{"seconds", "4,2,6,4,2,6"}}}},
    .expected = {{.values = {},
                  .fates = {"finished"},
                  .outputs = {"printed after 4 seconds\nprinted after 2 seconds\nprinted after 6 "
                              "seconds\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .body = uncached_calls,
};

const Registration registration(kDemo);

}  // namespace

/* python
import time

def fx(sec):  #= std::string fx
  time.sleep(sec)  #= sleep(sec)
  return f"printed after {sec} seconds"  #= return format

print(fx(4))  #= print(fx(sec))

print(fx(2))

print(fx(6))
*/
