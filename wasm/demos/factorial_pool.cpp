#include <cmath>

#include "demo.h"
#include "python/compute.h"
#include "python/math.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/time.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr Integer kUpper{.name = "upper",
                         .label = "All x! for x below",
                         .standard = 25000,
                         .min = 1,
                         .max = 25000,
                         .help = "25000 takes minutes on few cores; Stop ends it at any time."};
constexpr Integer kProcesses{
    .name = "processes", .label = "Processes", .standard = 10, .min = 1, .max = 16};
constexpr Integer kChunk{
    .name = "chunksize",
    .label = "Chunk size",
    .standard = 0,
    .min = 0,
    .max = 5000,
    .help = "How many numbers a worker takes at a time; 0 is Python's choice."};
constexpr Boolean kMeasure{.name = "measure",
                           .label = "Measure the speed-up",
                           .standard = false,
                           .help = "Main computes all of it alone afterwards."};

// factorial_of is math.factorial, of which only the number of digits goes back: all the results
// together would be half a gigabyte, more than a page's memory holds.
long factorial_of(long n) { return static_cast<long>(math::factorial(n).digits()); }

void factorial_pool(const Arguments& arguments) {
  std::vector<long> range(static_cast<std::size_t>(arguments[kUpper]));
  for (std::size_t i = 0; i < range.size(); ++i) range[i] = static_cast<long>(i);

  const double start = perf_counter();
  std::vector<long> results2;
  {
    mp::Pool p(static_cast<int>(arguments[kProcesses]));
    results2 = p.map(factorial_of, range, static_cast<int>(arguments[kChunk]));
  }
  const double end = perf_counter();

  print(to_text(end - start));

  if (arguments[kMeasure]) {
    const double before = perf_counter();
    for (const long n : range) factorial_of(n);
    const double alone = perf_counter() - before;
    print(format("Speed-up: {} on {}: alone, main takes {} seconds.",
                 plain_number(std::round(alone / (end - start) * 100) / 100), cores_text("process"),
                 alone),
          {.file = Stream::standard_error});
  }
}

constexpr Demo kDemo{
    .id = "factorial_pool",
    .title = "Twenty-five thousand factorials in a pool",
    .chapter = 3,
    .order = 4,
    .teaches =
        "A pool spreads work that needs a processor over processes. It is faster by as many times "
        "as there are cores, not as there are workers.",
    .look =
        "Which worker takes which task, and that the last tasks, with the largest numbers, take "
        "longest: a worker may have nothing to do while another still computes.",
    .question = "Ten workers on two cores: what is gained by workers number three to ten?",
    .notebook =
        "Pool(10) computes the factorial of every number below 25000 and collects the results in "
        "the parent, timed. Here only their numbers of digits are collected: the results "
        "themselves would not fit into a page's memory.",
    .parameters = {parameter(kUpper), parameter(kProcesses), parameter(kChunk),
                   parameter(kMeasure)},
    .presets = {{"notebook", {{"upper", "25000"}, {"processes", "10"}, {"chunksize", "0"}}},
                {"small", {{"upper", "1000"}, {"processes", "4"}, {"measure", "true"}}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kProcesses]); },
    .body = factorial_pool,
};

const Registration registration(kDemo);

}  // namespace

/* python
import math
import time
from multiprocess import Pool

if __name__ == "__main__":
  start = time.perf_counter()  #= double start
  with Pool(10) as p:  #= mp::Pool p
    results2 = p.map(math.factorial, range(25000))  #= p.map
  end = time.perf_counter()  #= double end

  print(end-start)  #= print(to_text
*/
