// Products beside GMP's.
#include "bignum/multiply.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <thread>
#include <vector>

#include "bignum/fft.h"
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

// The work of a long product is taken by whoever comes, in any order.
TEST(Multiply, SharedWorkMakesTheSameDigits) {
  std::mt19937_64 random(6);
  std::size_t shared = 0;
  Multiplier alone, in_threads(nullptr, [&](unsigned count, const auto&work) {
    ++shared;
    std::vector<std::thread> others;
    for (unsigned i = count; i-- > 1;) others.emplace_back([&work, i] { work(i); });
    work(0);
    for (std::thread& other : others) other.join();
  });
  for (const auto& [a_size, b_size] : {std::pair{3000, 2000},
                                       {4500, 4500},
                                       {6300, 6200},
                                       {9000, 8500},
                                       {40000, 5000},
                                       {70000, 70000}}) {
    const Digits a = digits(static_cast<std::size_t>(a_size), Kind::random, random);
    const Digits b = digits(static_cast<std::size_t>(b_size), Kind::random, random);
    const std::size_t before = shared;
    EXPECT_EQ(in_threads.product(a, b), alone.product(a, b)) << a_size << " by " << b_size;
    EXPECT_EQ(in_threads.square(a), alone.square(a)) << a_size;
    EXPECT_EQ(shared > before, a_size > 4000) << a_size;
  }
}

}  // namespace
}  // namespace interleave::testing
