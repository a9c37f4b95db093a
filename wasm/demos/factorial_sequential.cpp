#include "demo.h"
#include "python/math.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Integer kUpper{.name = "upper",
                         .label = "All x! for x below",
                         .standard = 9000,
                         .min = 1,
                         .max = 25000,
                         .help = "None of the results is kept: they would fill the memory."};

void factorial_sequential(const Arguments& arguments) {
  const double start = perf_counter();
  math::factorials(arguments[kUpper]);
  const double end = perf_counter();
  print(to_text(end - start));
}

constexpr Demo kDemo{
    .id = "factorial_sequential",
    .title = "Nine thousand factorials, one after the other",
    .chapter = 3,
    .order = 3,
    .teaches =
        "Work that needs a processor, and nothing else, takes as long as it takes: one thread on "
        "one "
        "core is busy all the time.",
    .look = "One lane without a gap, its progress, and the time at the end.",
    .question = "Twice as many numbers: how much longer does it take?",
    .notebook =
        "Every factorial below 9000 in one list, by one process on one core, timed. It is the "
        "figure "
        "that the pool of ten is compared with. (Live, the time is this machine's; controlled, it "
        "follows from the number of digits.)",
    .parameters = {parameter(kUpper)},
    .presets = {{"notebook", {{"upper", "9000"}}}, {"small", {{"upper", "1000"}}}},
    .threads = [](const Arguments&) { return 1u; },
    .body = factorial_sequential,
};

const Registration registration(kDemo);

}  // namespace

/* python
import math
import time

start = time.perf_counter()  #= double start
result1 = [math.factorial(x) for x in range(9000)]  #= math::factorials
end = time.perf_counter()  #= double end
print(end-start)  #= print(to_text
*/
