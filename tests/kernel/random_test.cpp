#include "kernel/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace interleave {
namespace {

// From the reference implementation (Vigna, splitmix64.c) with seed 1234567.
TEST(SplitMix64, AgreesWithTheReference) {
  SplitMix64 random(1234567);
  for (const std::uint64_t expected :
       {6457827717110365317u, 3203168211198807973u, 9817491932198370423u, 4593380528125082431u,
        16408922859458223821u}) {
    EXPECT_EQ(random.next(), expected);
  }
}

TEST(SplitMix64, SeedZeroBeginsAsKnown) { EXPECT_EQ(SplitMix64(0).next(), 0xe220a8397b1dcdafu); }

TEST(SplitMix64, UnitStaysBelowOneAndIsNotCoarse) {
  SplitMix64 random(7);
  double least = 1, most = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double value = random.unit();
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    least = std::min(least, value);
    most = std::max(most, value);
  }
  EXPECT_LT(least, 1e-3);
  EXPECT_GT(most, 1 - 1e-3);
}

TEST(SplitMix64, BelowIsUniformWithinFourSigma) {
  constexpr unsigned kDraws = 60'000;
  for (const unsigned bound : {2u, 3u, 7u, 64u}) {
    SplitMix64 random(bound);
    std::vector<double> counts(bound);
    for (unsigned i = 0; i < kDraws; ++i) ++counts.at(random.below(bound));
    const double mean = static_cast<double>(kDraws) / bound;
    const double sigma = std::sqrt(mean * (1 - 1.0 / bound));
    for (const double count : counts) EXPECT_NEAR(count, mean, 4 * sigma) << "of " << bound;
  }
}

TEST(SplitMix64, BelowOneIsZero) {
  SplitMix64 random(3);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0u);
}

TEST(SplitMix64, StreamsOfThreadsAndSeedsDiffer) {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    for (std::uint64_t thread = 0; thread < 64; ++thread) {
      first.insert(SplitMix64::stream(seed, thread).next());
    }
  }
  EXPECT_EQ(first.size(), 50u * 64u);
}

}  // namespace
}  // namespace interleave
