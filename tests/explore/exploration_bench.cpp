// Executions a second of the explorations that others have timed; `items_per_second` is that
// figure.
#include <benchmark/benchmark.h>

#include "explore/exploration.h"
#include "support/programs.h"

namespace interleave::testing {
namespace {

void explore(benchmark::State& state, const std::function<void()>& body, Algorithm algorithm,
             bool judge) {
  std::uint64_t executions = 0;
  for (auto _ : state) {
    ExploreOptions options;
    options.algorithm = algorithm;
    options.judge = judge;
    Exploration exploration(body, options);
    exploration.run(1'000'000);
    if (!exploration.complete()) state.SkipWithError("The exploration is not complete.");
    executions += exploration.executions();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(executions));
}

const auto racy = [] { racy_counter(2, 3); };

BENCHMARK_CAPTURE(explore, racy 2x3 exhaustive, racy, Algorithm::dfs, false);
BENCHMARK_CAPTURE(explore, racy 2x3 exhaustive judged, racy, Algorithm::dfs, true);
BENCHMARK_CAPTURE(explore, racy 2x3 optimal, racy, Algorithm::optimal, false);
BENCHMARK_CAPTURE(explore, racy 2x3 optimal judged, racy, Algorithm::optimal, true);
BENCHMARK_CAPTURE(
    explore, last_zero 10 optimal judged, [] { last_zero(10); }, Algorithm::optimal, true);
BENCHMARK_CAPTURE(
    explore, philosophers 5 optimal judged, [] { philosophers(5, false); }, Algorithm::optimal,
    true);
BENCHMARK_CAPTURE(
    explore, 320 operations on one lock optimal judged, [] { locked_counter(1, 160); },
    Algorithm::optimal, true);

}  // namespace
}  // namespace interleave::testing

BENCHMARK_MAIN();
