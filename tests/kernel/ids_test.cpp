#include "kernel/ids.h"

#include <gtest/gtest.h>

#include <cmath>

namespace interleave {
namespace {

TEST(Time, SecondsBecomeNanosecondsRounded) {
  EXPECT_EQ(to_time(0), 0);
  EXPECT_EQ(to_time(1), kSecond);
  EXPECT_EQ(to_time(0.1), kSecond / 10);
  EXPECT_EQ(to_time(2.5e-9), 3);
  EXPECT_EQ(to_time(23.0), 23 * kSecond);
}

TEST(Time, WhatIsNoLengthIsZero) {
  EXPECT_EQ(to_time(-1), 0);
  EXPECT_EQ(to_time(-0.0), 0);
  EXPECT_EQ(to_time(std::nan("")), 0);
}

TEST(Time, WhatIsTooLongIsForever) {
  EXPECT_EQ(to_time(1e10), kNever);
  EXPECT_EQ(to_time(INFINITY), kNever);
  EXPECT_LT(to_time(8.9e9), kNever);
}

TEST(Time, SecondsAndBack) {
  for (const double seconds : {0.0, 0.5, 1.0, 10.0, 3600.0}) {
    EXPECT_EQ(to_seconds(to_time(seconds)), seconds);
  }
}

}  // namespace
}  // namespace interleave
