#include "demo.h"
#include "python/functools.h"
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
                        .help = "One call for each number, and then all of them again.",
                        .unit = "s"};
constexpr List kDone{.name = "done",
                     .label = "What \"done for\" says after each",
                     .standard = {20, 2, 6},
                     .min = 0,
                     .max = 60,
                     .max_items = 12,
                     .help = "The notebook says 20 after its call with 4."};
constexpr OneOf kMaxsize{.name = "maxsize",
                         .label = "maxsize",
                         .standard = "None",
                         .choices = {"None", "0", "1", "2", "3", "128"},
                         .help = "How many results are kept; None for no bound."};

std::optional<long> maxsize_of(const std::string& text) {
  if (text == "None") return std::nullopt;
  return std::stol(text);
}

void lru_cache(const Arguments& arguments) {
  const std::vector<double> calls = arguments[kSeconds];
  const std::vector<double> done = arguments[kDone];
  const auto slow = [](double sec) {
    sleep(sec);
    return format("printed after {} seconds", plain_number(sec));
  };
  const CacheOptions options{.maxsize = maxsize_of(arguments[kMaxsize])};
  LruCache<std::string, double> fun("fun", slow, options);

  for (const char* when : {"before", "after"}) {
    const double start = perf_counter();
    for (std::size_t i = 0; i < calls.size(); ++i) {
      print(fun(calls[i]));
      print(format("done for {}", plain_number(i < done.size() ? done[i] : calls[i])));
    }
    const double end = perf_counter();
    print(format("{} caching, process took {}", when, end - start));
  }
}

constexpr Demo kDemo{
    .id = "lru_cache",
    .title = "Calls with a cache",
    .chapter = 7,
    .order = 2,
    .teaches =
        "A cache gives back what the same call returned before. With a maxsize the result that was "
        "not asked for for longest makes room.",
    .look = "The cache's content, its hits and misses, and the second round that takes no time.",
    .question = "Three different calls in turn and a maxsize of 2: how many hits are there?",
    .notebook =
        "The slow function again, now under lru_cache without a bound. Three calls take twelve "
        "seconds; the same three calls again take none.",
    .parameters = {parameter(kSeconds), parameter(kDone), parameter(kMaxsize)},
    .presets = {{"notebook", {{"seconds", "4,2,6"}, {"done", "20,2,6"}, {"maxsize", "None"}}},
                {"too small", {{"seconds", "4,2,6"}, {"done", "20,2,6"}, {"maxsize", "2"}}}},
    .expected =
        {{.values = {},
          .fates = {"finished"},
          .outputs = {"printed after 4 seconds\ndone for 20\nprinted after 2 seconds\ndone for 2\n"
                      "printed after 6 seconds\ndone for 6\nbefore caching, process took 12.0\n"
                      "printed after 4 seconds\ndone for 20\nprinted after 2 seconds\ndone for 2\n"
                      "printed after 6 seconds\ndone for 6\nafter caching, process took 0.0\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .body = lru_cache,
};

const Registration registration(kDemo);

}  // namespace

// clang-format off
/* python
from functools import lru_cache
import time

@lru_cache(maxsize=None) # maxSize means the cache can grow without limit for the duration of the program run.  #= LruCache<std::string, double> fun
def fun(sec):  #= [](double sec)
  time.sleep(sec)  #= sleep(sec)
  return f"printed after {sec} seconds"  #= return format

#initial call
start = time.perf_counter()  #= double start
print(fun(4))  #= print(fun
print("done for 20")  #= "done for {}"
print(fun(2))
print("done for 2")
print(fun(6))
print("done for 6")
end = time.perf_counter()  #= double end
print(f"before caching, process took {end-start}")  #= caching, process took {}

# Repeating the same calls
start = time.perf_counter()
print(fun(4))
print("done for 20")
print(fun(2))
print("done for 2")
print(fun(6))
print("done for 6")
end = time.perf_counter()
print(f"after caching, process took {end-start}")
*/
