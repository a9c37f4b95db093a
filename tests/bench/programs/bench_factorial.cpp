// Not for the page's list: factorials as the benchmark measures them, in one thread.
#include "bignum/factorial.h"
#include "demo.h"
#include "python/print.h"
#include "python/time.h"
#include "sync/text.h"

using namespace interleave;

namespace {

constexpr OneOf kWhat{.name = "what",
                      .label = "What",
                      .standard = "list",
                      .choices = {"list", "one", "range"},
                      .help = "list and one write the digits, range does not."};
constexpr Integer kUpper{
    .name = "upper", .label = "Upper", .standard = 9000, .min = 1, .max = 1'000'000};

constexpr std::uint32_t kList[] = {20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000};

void bench_factorial(const Arguments& arguments) {
  const auto upper = static_cast<std::uint32_t>(arguments[kUpper]);
  std::size_t digits = 0;
  const double start = perf_counter();
  if (arguments[kWhat] == "list") {
    for (const std::uint32_t n : kList) digits += factorial(n).text().size();
  } else if (arguments[kWhat] == "one") {
    digits += factorial(upper).text().size();
  } else {
    for (std::uint32_t n = 0; n < upper; ++n) digits += factorial(n).length();
  }
  const double seconds = perf_counter() - start;
  print(format("{} digits, {} seconds", digits, seconds));
}

constexpr Demo kDemo{
    .id = "bench_factorial",
    .title = "Benchmark: factorials",
    .chapter = 3,
    .order = 90,
    .teaches = "How fast factorials are here.",
    .look = "Nothing.",
    .question = "",
    .parameters = {parameter(kWhat), parameter(kUpper)},
    .threads = [](const Arguments&) { return 1u; },
    .body = bench_factorial,
};

const Registration registration(kDemo);

}  // namespace
