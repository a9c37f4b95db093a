// The transform itself, its sizes, and the numbers that it multiplies with.
#include "bignum/fft.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "bignum/balanced.h"
#include "bignum/pair.h"
#include "bignum/turns.h"
#include "bignum/unit_root.h"

namespace interleave::testing {
namespace {

// product_of is the product modulo x^(2 size) + 1 by the transform.
std::vector<double> product_of(const Balanced& a, const Balanced& b, std::size_t size) {
  const auto given = [&](const Balanced& digits) {
    const bool lower = std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(size), digits.end(),
                                   [](int digit) { return digit == 0; });
    return lower ? Given::lower_half : Given::all;
  };
  std::vector<PairValue> x(size / 2), y(size / 2);
  // Where there are enough places, some of them at a time, to see that they fit together.
  const std::size_t run = run_length(size), first = run % 4 != 0 ? run : run / 8 * 4;
  begin_transform(a.data(), given(a), x.data(), size, 0, first);
  begin_transform(b.data(), given(b), y.data(), size, 0, first);
  if (first < run) {
    begin_transform(a.data(), given(a), x.data(), size, first, run - first);
    begin_transform(b.data(), given(b), y.data(), size, first, run - first);
  }
  transform_branches(x.data(), size, 0, kBranches);
  transform_branches(y.data(), size, 0, kBranches);
  multiply_branches(x.data(), y.data(), size, 0, kBranches);
  transform_branches_back(x.data(), size, 0, kBranches);
  std::vector<double> product(2 * size);
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
      EXPECT_LE(size * 3, before * 4);
      EXPECT_EQ(shorter_fft_size(size), before);
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

// farthest_turn is how far the turns of a depth are from what they ought to be: of a part that is
// modulo x^4m - e^(2 pi i t), the first powers of e^(2 pi i t / 4).
double farthest_turn(unsigned depth, std::size_t half, std::size_t lane) {
  std::vector<long double> parts = {(1 + 4 * static_cast<long double>(2 * half + lane)) / 16};
  for (unsigned level = 0; level < depth; ++level) {
    std::vector<long double> next;
    for (const long double t : parts) {
      for (int c = 0; c < 4; ++c) next.push_back((t + static_cast<long double>(c)) / 4);
    }
    parts = std::move(next);
  }
  long double farthest = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Turns& turns = turns_of(depth, half)[i];
    long double power = 0;
    for (const PairValue* const turn : {&turns.once, &turns.twice, &turns.thrice}) {
      const long double angle = std::numbers::pi_v<long double> / 2 * parts[i] * ++power;
      farthest = std::max(farthest,
                          std::hypot(static_cast<long double>(turn->re[lane]) - std::cos(angle),
                                     static_cast<long double>(turn->im[lane]) - std::sin(angle)));
    }
  }
  return static_cast<double>(farthest);
}

TEST(Fft, TurnsAreExactToTheirError) {
  for (unsigned depth = 0; depth < 9; ++depth) {
    for (std::size_t half = 0; half < kHalves; ++half) {
      for (std::size_t lane = 0; lane < 2; ++lane) {
        ASSERT_LE(farthest_turn(depth, half, lane), kTurnError) << "depth " << depth;
      }
    }
  }
}

}  // namespace
}  // namespace interleave::testing
