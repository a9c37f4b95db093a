// Factorials beside GMP's, every digit.
#include "bignum/factorial.h"

#include <gmp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "support/gmp.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace interleave::testing {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

std::string expected(std::uint32_t n) {
  Integer value;
  mpz_fac_ui(value, n);
  return decimal(value);
}

TEST(Factorial, EverySmallOne) {
  const std::uint32_t step = kSanitized ? 37 : 1;
  for (std::uint32_t n = 0; n < 3000; n += step) {
    ASSERT_EQ(factorial(n).text(), expected(n)) << n << "!";
  }
}

class LargeFactorial : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(LargeFactorial, HasTheDigitsOfGmp) {
  const std::uint32_t n = GetParam();
  if (kSanitized && n > 131072) GTEST_SKIP() << "takes a sanitizer long and shows it nothing new";
  const Factorial result = factorial(n);
  const std::string text = result.text();
  EXPECT_EQ(result.length(), text.size());
  EXPECT_TRUE(text == expected(n)) << n << "!";  // a failure does not print millions of digits
}

INSTANTIATE_TEST_SUITE_P(Spread, LargeFactorial,
                         ::testing::Values(3001u, 4000u, 7000u, 7500u, 8000u, 10007u, 11000u,
                                           16383u, 20000u, 29989u, 32768u, 40000u));
INSTANTIATE_TEST_SUITE_P(Edges, LargeFactorial,
                         ::testing::Values(65535u, 65536u, 90000u, 99999u, 131072u, 262143u,
                                           262144u, 330000u, 499999u, 500000u, 777777u, 1000000u));

TEST(Factorial, IsRefusedAboveTheLargest) {
  try {
    factorial(kMostFactorial + 1);
    FAIL() << "It was computed.";
  } catch (const std::out_of_range& refused) {
    EXPECT_STREQ(refused.what(),
                 "The factorial of 1000001 is not computed here: numbers from 0 to 1000000 are.");
  }
}

TEST(Factorial, EndsWhereTheCheckpointThrows) {
  struct Stop {};
  int left = 5;
  EXPECT_THROW(factorial(50'000,
                         [&](double) {
                           if (--left == 0) throw Stop{};
                         }),
               Stop);
  EXPECT_EQ(left, 0);
}

TEST(Factorial, TheCheckpointIsToldHowFarItIs) {
  std::vector<double> told;
  factorial(50'000, [&](double done) { told.push_back(done); });
  ASSERT_GT(told.size(), 10u);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_GE(told.front(), 0);
  EXPECT_LT(told.back(), 1);
  EXPECT_GE(told.back(), 0.5);
}

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
TEST(Factorial, TheLargestTakesTheMemoryThatIsSaid) {
  const auto in_use = [] {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
  };
  const std::size_t before = in_use();
  std::size_t most = 0;
  const Factorial result =
      factorial(kMostFactorial, [&](double) { most = std::max(most, in_use() - before); });
  EXPECT_LE(most, kFactorialMemory + result.digits.size() * sizeof result.digits[0]);
  EXPECT_GT(most, kFactorialMemory / 4) << "it was not looked at where it matters";
}
#endif

TEST(Factorial, TheCheckWouldSeeAnyWrongDigit) {
  const std::uint32_t n = 5000;
  Factorial result = factorial(n);
  const std::uint64_t right = residue_of(result.digits);
  for (std::size_t i = 0; i < result.digits.size(); i += 7) {
    for (const int by : {1, 5000, 9999}) {
      Digits wrong = result.digits;
      wrong[i] = static_cast<std::uint16_t>((wrong[i] + by) % static_cast<int>(kBase));
      ASSERT_NE(residue_of(wrong), right) << "digit " << i << " off by " << by;
    }
  }
}

TEST(Factorial, TheResidueIsThatOfGmp) {
  Integer value, prime;
  mpz_set_str(prime, std::to_string(kCheckPrime).c_str(), 10);
  for (const std::uint32_t n : {0u, 1u, 2u, 20u, 21u, 1000u, 12345u}) {
    mpz_fac_ui(value, n);
    mpz_mod(value, value, prime);
    EXPECT_EQ(std::to_string(factorial_residue(n)), decimal(value)) << n;
    EXPECT_EQ(std::to_string(residue_of(digits_of_text(expected(n)))), decimal(value)) << n;
  }
}

}  // namespace
}  // namespace interleave::testing
