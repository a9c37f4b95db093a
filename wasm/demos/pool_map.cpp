#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/repr.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr List kNumbers{.name = "numbers",
                        .label = "Numbers",
                        .standard = {2, 34, 85, 12, 8},
                        .min = -30000,
                        .max = 30000,
                        .max_items = 20,
                        .help = "Whole numbers."};
constexpr Integer kProcesses{
    .name = "processes", .label = "Processes", .standard = 3, .min = 1, .max = 8};
constexpr Integer kChunk{
    .name = "chunksize",
    .label = "Chunk size",
    .standard = 0,
    .min = 0,
    .max = 20,
    .help = "How many numbers a worker takes at a time; 0 is Python's choice."};

long square(long n) { return n * n; }

void pool_map(const Arguments& arguments) {
  const std::vector<double> given = arguments[kNumbers];
  const std::vector<long> numbers(given.begin(), given.end());
  std::vector<long> result;
  {
    mp::Pool pool(static_cast<int>(arguments[kProcesses]));
    result = pool.map(square, numbers, static_cast<int>(arguments[kChunk]));
  }
  print({"Squares: ", list_text(result)});
}

constexpr Demo kDemo{
    .id = "pool_map",
    .title = "A pool of processes",
    .chapter = 3,
    .order = 5,
    .teaches =
        "A pool hands work to processes that wait for it, and gives the results back in the order "
        "of the input, whoever was done first.",
    .look =
        "The queue of tasks, from which whichever worker is free takes the next, and the queue of "
        "results, in which they stand in the order of their completion.",
    .question = "Five numbers, three workers: must each worker square at least one of them?",
    .notebook =
        "Pool(processes=3) starts three workers, map sends each number to one of them, and the "
        "squares come back as a list in the order of the numbers. At the end of the with block "
        "the workers are terminated.",
    .parameters = {parameter(kNumbers), parameter(kProcesses), parameter(kChunk)},
    .presets = {{"notebook",
                 {{"numbers", "2,34,85,12,8"}, {"processes", "3"}, {"chunksize", "0"}}}},
    .expected = {{.values = {{"numbers", "2,3"}, {"processes", "2"}},
                  .fates = {"finished"},
                  .outputs = {"Squares:  [4, 9]\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kProcesses]); },
    .body = pool_map,
};

const Registration registration(kDemo);

}  // namespace

/* python
from multiprocessing import Pool

def square(n):  #= long square
    return n * n  #= return n * n

if __name__ == "__main__":
    numbers = [2, 34, 85, 12, 8]  #= numbers(given
    with Pool(processes=3) as pool:  #= mp::Pool pool
        result = pool.map(square, numbers)  #= pool.map
    print("Squares: ",result)  #= print({"Squares
*/
