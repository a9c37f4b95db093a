#include "sync/number.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "kernel/random.h"

namespace interleave::testing {
namespace {

// As Number.prototype.toExponential writes them in JavaScript.
TEST(Number, TheFewestDigitsThatGiveItBack) {
  const std::pair<double, const char*> rows[] = {
      {0, "0e+0"},        {-0.0, "0e+0"},   {1, "1e+0"},
      {-2.5, "-2.5e+0"},  {0.1, "1e-1"},    {1e16, "1e+16"},
      {5e-324, "5e-324"}, {125, "1.25e+2"}, {1.0 / 3, "3.333333333333333e-1"},
      {1e100, "1e+100"},  {1e-7, "1e-7"},   {123456789.125, "1.23456789125e+8"},
      {1e23, "1e+23"},    {9e15, "9e+15"},  {1.7976931348623157e308, "1.7976931348623157e+308"}};
  for (const auto& [value, text] : rows) EXPECT_EQ(exponential(value), text);
}

TEST(Number, EveryNumberComesBack) {
  SplitMix64 random(3);
  for (int i = 0; i < 100'000; ++i) {
    const double value = std::bit_cast<double>(random.next());
    if (!std::isfinite(value)) continue;
    ASSERT_EQ(decimal(exponential(value)), value) << exponential(value);
  }
}

TEST(Number, WhatIsNoNumberIsNan) {
  for (const char* text : {"", "-", ".", "e5", "1e", "1-2", "--1", "1.2.3"}) {
    EXPECT_TRUE(std::isnan(decimal(text))) << text;
  }
  EXPECT_EQ(decimal("1e400"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(decimal("1."), 1);
  EXPECT_EQ(decimal(".5"), 0.5);
  EXPECT_EQ(decimal("+5"), 5);
}

}  // namespace
}  // namespace interleave::testing
