// The notebook's list of factorials with all their digits as text, beside GMP in the same run.
#include <benchmark/benchmark.h>
#include <gmp.h>

#include "bignum/factorial.h"
#include "support/gmp.h"

namespace interleave::testing {
namespace {

constexpr std::uint32_t kList[] = {20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000};

void list(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::uint32_t n : kList) benchmark::DoNotOptimize(factorial(n).text());
  }
}

void list_gmp(benchmark::State& state) {
  Integer value;
  for (auto _ : state) {
    for (const std::uint32_t n : kList) {
      mpz_fac_ui(value, n);
      benchmark::DoNotOptimize(decimal(value));
    }
  }
}

void range(benchmark::State& state) {
  const auto upper = static_cast<std::uint32_t>(state.range(0));
  for (auto _ : state) {
    for (std::uint32_t n = 0; n < upper; ++n) benchmark::DoNotOptimize(factorial(n).digits);
  }
}

void range_gmp(benchmark::State& state) {
  const auto upper = static_cast<std::uint32_t>(state.range(0));
  Integer value;
  for (auto _ : state) {
    for (std::uint32_t n = 0; n < upper; ++n) mpz_fac_ui(value, n);
  }
}

BENCHMARK(list)->Unit(benchmark::kMillisecond)->Repetitions(3);
BENCHMARK(list_gmp)->Unit(benchmark::kMillisecond)->Repetitions(3);
BENCHMARK(range)->Unit(benchmark::kMillisecond)->Arg(9000)->Arg(25000);
BENCHMARK(range_gmp)->Unit(benchmark::kMillisecond)->Arg(9000)->Arg(25000);

}  // namespace
}  // namespace interleave::testing

BENCHMARK_MAIN();
