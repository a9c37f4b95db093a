// Products beside GMP's.
#include "bignum/multiply.h"

#include <gtest/gtest.h>

#include <complex>
#include <numbers>
#include <random>

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

TEST(Multiply, Squares) {
  std::mt19937_64 random(3);
  Multiplier multiplier;
  for (const std::size_t count : {1u, 40u, 41u, 95u, 1000u, 2049u}) {
    const Digits number = digits(count, Kind::random, random);
    EXPECT_EQ(multiplier.square(number), multiplier.product(number, Digits(number)));
  }
}

TEST(Multiply, ByNothingIsNothing) {
  Multiplier multiplier;
  EXPECT_EQ(multiplier.product({}, digits_of(7)), Digits{});
  EXPECT_EQ(text_of(Digits{}), "0");
  EXPECT_EQ(text_of(Digits{}, 3), "0");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// The digits with the largest norm, where the bound of one piece is too high to be relied on.
TEST(Multiply, WhatTheBoundForbidsIsSplit) {
  std::mt19937_64 random(4);
  Multiplier multiplier;
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

TEST(Fft, IsTheTransformOfItsDefinitionAndBack) {
  for (const std::size_t size : {8u, 12u, 16u, 24u, 48u, 64u, 96u, 128u}) {
    std::mt19937_64 random(5);
    std::vector<double> re(size), im(size);
    std::vector<std::complex<double>> given;
    for (std::size_t i = 0; i < size; ++i) {
      re[i] = static_cast<double>(random() % 1000);
      im[i] = static_cast<double>(random() % 1000);
      given.emplace_back(re[i], im[i]);
    }
    ASSERT_EQ(fft_size(size), size);
    fft({re.data(), im.data()}, size);
    // The order is the transform's own: each value of the definition is there, once.
    std::vector<bool> taken(size);
    for (std::size_t k = 0; k < size; ++k) {
      std::complex<double> sum;
      for (std::size_t j = 0; j < size; ++j) {
        const Root root = unit_root(size - j * k % size, size);
        sum += given[j] * std::complex<double>(root.re, root.im);
      }
      std::size_t at = 0;
      while (at < size &&
             (taken[at] || std::abs(sum - std::complex<double>(re[at], im[at])) > 1e-6)) {
        ++at;
      }
      ASSERT_LT(at, size) << "value " << k << " of " << size;
      taken[at] = true;
    }
    inverse_fft({re.data(), im.data()}, size);
    for (std::size_t i = 0; i < size; ++i) {
      ASSERT_NEAR(re[i] / static_cast<double>(size), given[i].real(), 1e-9);
      ASSERT_NEAR(im[i] / static_cast<double>(size), given[i].imag(), 1e-9);
    }
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
