// Products beside GMP's.
#include "bignum/multiply.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <random>

#include "bignum/fft.h"
#include "bignum/pair.h"
#include "bignum/unit_root.h"
#include "support/gmp.h"

namespace interleave::testing {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kLongest = 3'000;
#else
constexpr std::size_t kLongest = 60'000;
#endif

// Each kind of digits is hard in its own way: 5000 and 5001 lie where balancing turns over, 9999
// carries all the way, and 5000 alone has the largest norm.
enum class Kind { random, nines, edges, halves, sparse };

Digits digits(std::size_t count, Kind kind, std::mt19937_64& random) {
  Digits made(count);
  for (std::uint16_t& digit : made) {
    switch (kind) {
      case Kind::random:
        digit = static_cast<std::uint16_t>(random() % kBase);
        break;
      case Kind::nines:
        digit = kBase - 1;
        break;
      case Kind::edges:
        digit = static_cast<std::uint16_t>(5000 + random() % 2);
        break;
      case Kind::halves:
        digit = 5000;
        break;
      case Kind::sparse:
        digit = random() % 50 == 0 ? 1 : 0;
        break;
    }
  }
  if (made.back() == 0) made.back() = 1;
  return made;
}

void expect_product(const Digits& a, const Digits& b, Multiplier& multiplier) {
  Integer x(text_of(a)), y(text_of(b)), product;
  mpz_mul(product, x, y);
  const Digits ours = multiplier.product(a, b);
  ASSERT_TRUE(text_of(ours) == decimal(product)) << a.size() << " digits by " << b.size();
  ASSERT_EQ(product_modulo(residue_of(a), residue_of(b)), residue_of(ours));
}

TEST(Multiply, AllPairsOfShortLengths) {
  std::mt19937_64 random(1);
  Multiplier multiplier;
  for (std::size_t a = 1; a <= 140; a += 3) {
    for (std::size_t b = 1; b <= a; b += 2) {
      for (const Kind kind : {Kind::random, Kind::nines, Kind::edges}) {
        expect_product(digits(a, kind, random), digits(b, kind, random), multiplier);
      }
    }
  }
}

TEST(Multiply, LongLengthsAroundTheSizesOfTransforms) {
  std::mt19937_64 random(2);
  Multiplier multiplier;
  multiplier.measure_errors();
  for (const std::size_t a : {383u, 384u, 385u, 511u, 512u, 513u, 1023u, 1536u, 6145u, 60000u}) {
    for (const std::size_t b : {41u, 128u, 384u, 513u, 1535u, 4097u, 60000u}) {
      if (a > kLongest || b > kLongest) continue;
      for (const Kind kind : {Kind::random, Kind::nines, Kind::edges, Kind::halves, Kind::sparse}) {
        expect_product(digits(a, kind, random), digits(b, kind, random), multiplier);
      }
    }
  }
  EXPECT_LT(multiplier.largest_error(), multiplier.largest_bound());
  EXPECT_LT(multiplier.largest_bound(), Multiplier::kMostError);
}

// A product a little longer than a transform is made by that one all the same.
TEST(Multiply, LengthsJustAboveATransform) {
  std::mt19937_64 random(9);
  Multiplier multiplier;
  for (const std::size_t size : {256u, 768u, 2048u}) {
    for (const std::size_t above : {0u, 1u, 2u, 3u, 30u, 78u, 79u, 80u, 120u, 200u}) {
      for (const Kind kind : {Kind::random, Kind::nines, Kind::edges, Kind::halves, Kind::sparse}) {
        const std::size_t half = size + above / 2;
        const Digits one = digits(half, kind, random);
        expect_product(one, one, multiplier);
        expect_product(digits(half + size / 3, kind, random),
                       digits(half + above % 2 - size / 3, kind, random), multiplier);
      }
    }
  }
}

TEST(Multiply, Squares) {
  std::mt19937_64 random(3);
  Multiplier multiplier;
  for (const std::size_t count : {1u, 40u, 41u, 95u, 1000u, 2049u}) {
    const Digits number = digits(count, Kind::random, random);
    EXPECT_EQ(multiplier.square(number), multiplier.product(number, Digits(number)));
  }
}

TEST(Multiply, ASquareTimesANumber) {
  std::mt19937_64 random(6);
  Multiplier multiplier;
  // Lengths where either way is the shorter one, and ones that columns do.
  for (const std::size_t a : {1u, 60u, 200u, 470u, 940u, 1500u}) {
    for (const std::size_t b : {1u, 30u, 100u, 225u, 400u}) {
      const Digits one = digits(a, Kind::random, random), other = digits(b, Kind::nines, random);
      const Balanced all = multiplier.square_times(balanced<kBase>(one), balanced<kBase>(other));
      EXPECT_EQ(settled<kBase>(all), multiplier.product(multiplier.square(one), other));
    }
  }
}

TEST(Multiply, BalancedDigitsAreTheSameNumber) {
  std::mt19937_64 random(7);
  for (const std::size_t count : {1u, 7u, 8u, 9u, 64u, 1000u}) {
    for (const Kind kind : {Kind::random, Kind::nines, Kind::edges, Kind::halves, Kind::sparse}) {
      const Digits number = digits(count, kind, random);
      const Balanced made = balanced<kBase>(number);
      for (const int digit : made) ASSERT_LE(std::abs(digit), 5001);
      EXPECT_EQ(settled<kBase>(made), number);
    }
  }
  // One less than a power of the base: each 0 borrows from the one above it.
  for (std::size_t count = 2; count < 40; ++count) {
    Balanced number(count);
    number.front() = -1;
    number.back() = 1;
    EXPECT_EQ(settled<kBase>(number), Digits(count - 1, kBase - 1));
  }
}

template <std::uint32_t Base>
void expect_balanced_products(std::mt19937_64& random) {
  constexpr int kMost = kMostDigit<Base>;
  BasicMultiplier<Base> multiplier;
  for (const std::size_t length : {1u, 40u, 80u, 81u, 200u, 1000u, 5000u}) {
    for (const int kind : {0, 1, 2, 3}) {
      // The largest digits there may be, as many below 0, both by turns, and any.
      Balanced number(length);
      for (std::size_t i = 0; i < length; ++i) {
        const int any = static_cast<int>(random() % (2 * kMost + 1)) - kMost;
        const int digits[] = {kMost, -kMost, i % 2 == 0 ? kMost : -kMost, any};
        number[i] = static_cast<std::int16_t>(digits[kind]);
      }
      // With a short one it is multiplied in pieces, which overlap.
      const std::size_t part = std::min<std::size_t>(length, 90);
      for (const Balanced& product : {multiplier.product(number, number),
                                      multiplier.product(number, std::span(number).first(part))}) {
        for (const int digit : product) ASSERT_LE(std::abs(digit), kMost) << length << ' ' << kind;
      }
    }
  }
}

TEST(Multiply, ProductsAreBalancedWhateverTheDigits) {
  std::mt19937_64 random(8);
  expect_balanced_products<kBase>(random);
  expect_balanced_products<kBinaryBase>(random);
}

TEST(Multiply, ByNothingIsNothing) {
  Multiplier multiplier;
  EXPECT_EQ(multiplier.product(Digits{}, digits_of(7)), Digits{});
  EXPECT_EQ(text_of(Digits{}), "0");
  EXPECT_EQ(text_of(Digits{}, 3), "0");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// The digits with the largest norm, where the bound of one piece is too high to be relied on.
TEST(Multiply, WhatTheBoundForbidsIsSplit) {
  std::mt19937_64 random(4);
  Multiplier multiplier;
  multiplier.measure_errors();
  const Digits number = digits(kMostFftSize - 1, Kind::halves, random);
  const double bound =
      error_bound(5000.0 * std::sqrt(static_cast<double>(number.size())),
                  5000.0 * std::sqrt(static_cast<double>(number.size())), kMostFftSize);
  ASSERT_GE(bound, Multiplier::kMostError) << "this length needs no splitting";
  const Digits square = multiplier.square(number);
  EXPECT_LT(multiplier.largest_bound(), Multiplier::kMostError);
  EXPECT_LT(multiplier.largest_error(), multiplier.largest_bound());
  EXPECT_EQ(residue_of(square), product_modulo(residue_of(number), residue_of(number)));
}
#endif

// product_of is the product modulo x^(2 size) + 1 by the transform.
std::vector<double> product_of(const Balanced& a, const Balanced& b, std::size_t size) {
  const auto given = [&](const Balanced& digits) {
    const bool lower = std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(size), digits.end(),
                                   [](int digit) { return digit == 0; });
    return lower ? Given::lower_half : Given::all;
  };
  std::vector<PairValue> x(size / 2), y(size / 2);
  transform(a.data(), given(a), x.data(), size);
  transform(b.data(), given(b), y.data(), size);
  multiply(x.data(), y.data(), size);
  transform_back(x.data(), size);
  std::vector<double> product(2 * size);
  // In two parts of the runs, to see that they fit together.
  const std::size_t run = size / 4, first = run / 8 * 4;
  coefficients_of(x.data(), size, 0, first, product.data(), run);
  coefficients_of(x.data(), size, first, run - first, product.data() + first, run);
  return product;
}

TEST(Fft, MultipliesModuloXTo2NPlus1) {
  std::mt19937_64 random(5);
  for (std::size_t size = fft_size(1); size <= 768; size = fft_size(size + 1)) {
    for (const std::size_t filled : {size, 2 * size}) {
      Balanced a(2 * size), b(2 * size);
      for (std::size_t i = 0; i < 2 * size; ++i) {
        if (i < filled) a[i] = static_cast<std::int16_t>(static_cast<int>(random() % 2001) - 1000);
        b[i] = static_cast<std::int16_t>(static_cast<int>(random() % 2001) - 1000);
      }
      std::vector<double> expected(2 * size);
      for (std::size_t i = 0; i < 2 * size; ++i) {
        for (std::size_t j = 0; j < 2 * size; ++j) {
          const bool wraps = i + j >= 2 * size;
          expected[(i + j) % (2 * size)] += (wraps ? -1.0 : 1.0) * a[i] * b[j];
        }
      }
      const std::vector<double> product = product_of(a, b, size);
      for (std::size_t i = 0; i < 2 * size; ++i) {
        ASSERT_NEAR(product[i], expected[i], 1e-4) << "coefficient " << i << " of size " << size;
      }
    }
  }
}

TEST(Fft, SizesAreAtLeastWhatIsAskedForAndNotMuchMore) {
  std::size_t before = 0;
  for (std::size_t size = fft_size(1); size <= kMostFftSize; size = fft_size(size + 1)) {
    EXPECT_EQ(fft_size(size), size);
    EXPECT_EQ(fft_size(before + 1), size);
    if (before > 0) {
      EXPECT_LE(size * 2, before * 3);
    }
    EXPECT_EQ(size % leaf_size(size), 0u);
    EXPECT_TRUE(std::has_single_bit(size / leaf_size(size)));
    before = size;
  }
}

TEST(Fft, RootsAreExactToTheirError) {
  for (const std::size_t denominator : {8u, 12u, 96u, 4096u, 12288u}) {
    for (std::size_t numerator = 0; numerator < denominator; numerator += 7) {
      const Root root = unit_root(numerator, denominator);
      const long double angle = 2 * std::numbers::pi_v<long double> *
                                static_cast<long double>(numerator) /
                                static_cast<long double>(denominator);
      const long double off = std::hypot(static_cast<long double>(root.re) - std::cos(angle),
                                         static_cast<long double>(root.im) - std::sin(angle));
      ASSERT_LE(off, kRootError) << numerator << " / " << denominator;
    }
  }
}

}  // namespace
}  // namespace interleave::testing
