// Searches that look at a part: by preemptions, and by drawing schedules.
#include <gtest/gtest.h>

#include <cmath>

#include "explore/exploration.h"
#include "support/programs.h"

namespace interleave::testing {
namespace {

ExploreOptions by(Algorithm algorithm, unsigned preemptions = 0) {
  ExploreOptions options;
  options.algorithm = algorithm;
  options.preemptions = preemptions;
  options.judge = false;
  return options;
}

using Histogram = std::vector<std::uint64_t>;

TEST(Bounded, CountsExecutionsByPreemptions) {
  const auto first = [](Histogram all, std::size_t count) {
    all.resize(std::min(all.size(), count));
    return all;
  };
  for (const Algorithm algorithm : {Algorithm::dfs, Algorithm::bounded}) {
    Exploration two([] { racy_counter(2, 3); }, by(algorithm, 100));
    EXPECT_FALSE(two.run(10'000));
    EXPECT_EQ(two.executions(), 924u);
    EXPECT_EQ(first(two.by_preemptions(), 5), (Histogram{2, 10, 50, 100, 200}));
    Exploration three([] { racy_counter(3, 1); }, by(algorithm, 100));
    EXPECT_FALSE(three.run(10'000));
    EXPECT_EQ(three.by_preemptions(), (Histogram{6, 18, 36, 30}));
  }
}

TEST(Bounded, ABoundIsExact) {
  std::uint64_t sum = 0;
  const Histogram expected{2, 10, 50, 100, 200};
  for (unsigned bound = 0; bound < expected.size(); ++bound) {
    sum += expected[bound];
    Exploration exploration([] { racy_counter(2, 3); }, by(Algorithm::bounded, bound));
    EXPECT_FALSE(exploration.run(10'000));
    EXPECT_EQ(exploration.executions(), sum) << bound;
    EXPECT_FALSE(exploration.complete()) << "what the bound leaves out is not explored";
  }
  Exploration all([] { racy_counter(2, 3); }, by(Algorithm::bounded, 12));
  EXPECT_FALSE(all.run(10'000));
  EXPECT_TRUE(all.complete());
}

struct Walk {
  const char* name;
  std::function<void()> program;
  double deadlocks;  // the probability under a uniform random walk
};

class RandomWalks : public ::testing::TestWithParam<Walk> {};

TEST_P(RandomWalks, MeetTheBugAsOftenAsTheyMust) {
  constexpr double kRuns = 20'000;
  Exploration exploration(GetParam().program, by(Algorithm::random));
  exploration.run(static_cast<std::uint64_t>(kRuns));
  const double p = GetParam().deadlocks;
  const double sigma = std::sqrt(p * (1 - p) / kRuns);
  EXPECT_NEAR(static_cast<double>(exploration.deadlocks()) / kRuns, p, 4 * sigma);
}

INSTANTIATE_TEST_SUITE_P(
    Table, RandomWalks,
    ::testing::Values(Walk{"philosophers_3", [] { philosophers(3, false); }, 1.0 / 3},
                      Walk{"philosophers_4", [] { philosophers(4, false); }, 0.22917},
                      Walk{"abba", abba, 0.5},
                      Walk{"notify_one_2", [] { waiting_consumers(2, false); }, 1.0 / 3},
                      Walk{"check_then_wait", check_then_wait, 0.125}),
    [](const auto& row) { return row.param.name; });

// With d priorities and changes PCT finds a bug of depth d; these are of depth 2.
TEST(Drawn, PctAndPosFindWhatIsThere) {
  for (const Algorithm algorithm : {Algorithm::pct, Algorithm::pos, Algorithm::random}) {
    ExploreOptions options = by(algorithm);
    for (options.depth = 2; options.depth <= 3; ++options.depth) {
      Exploration exploration(abba, options);
      exploration.run(1'000);
      EXPECT_EQ(exploration.executions(), 1'000u);
      EXPECT_EQ(exploration.found().size(), 2u);
      EXPECT_GT(exploration.deadlocks(), 100u);
      EXPECT_FALSE(exploration.complete());
    }
  }
}

}  // namespace
}  // namespace interleave::testing
