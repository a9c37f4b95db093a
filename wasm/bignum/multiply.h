// Multiplication of Decimals: by columns where they are short, else by a Fourier transform.
//
// A product of a and b is exact if the rounding error of every coefficient stays below 1/2. For
// transforms of n values the error is at most
//     |a| |b| ((1 + e)^(3 m) (1 + e sqrt 5)^(3 m + 1) (1 + f)^(3 m) - 1),    m = ceil(log2 n),
// where |a| is the Euclidean norm of the digits, e = 2^-53 and f the error of the roots of unity
// (C. Percival, "Rapid multiplication modulo the sum and difference of highly composite numbers",
// Math. Comp. 72, 2003, theorem 5.1; a radix-3 or radix-4 pass is counted as two of radix 2, and
// turning the input, see below, as one more). The norms are taken of the digits as they are,
// balanced around 0, and a product whose bound is kMostError or more is made of shorter ones: no
// input is trusted to be random.
//
// The transform is over x^(n) = i (the "right-angle convolution" of R. Crandall and B. Fagin,
// "Discrete weighted transforms and large-integer arithmetic", Math. Comp. 62, 1994): two real
// coefficients are one complex value, and n values hold a product of 2 n digits.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "bignum/decimal.h"
#include "bignum/fft.h"

namespace interleave {

// BasicMultiplier multiplies, and keeps the memory it needs for the next product: 32 bytes for each
// digit of the longest product. One thread at a time.
//
// Digits are to the base Base here: kBase for decimals, kBinaryBase for what is kept in bits.
template <std::uint32_t Base>
class BasicMultiplier {
 public:
  // `checkpoint` is called between the parts of a long product; what it throws ends the product.
  explicit BasicMultiplier(std::function<void()> checkpoint = nullptr);
  ~BasicMultiplier();
  BasicMultiplier(const BasicMultiplier&) = delete;
  BasicMultiplier& operator=(const BasicMultiplier&) = delete;

  // kMostError is what the rounding error of a coefficient must be bounded by; 1/2 would be wrong.
  static constexpr double kMostError = 0.45;

  Digits product(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b);
  Digits square(std::span<const std::uint16_t> a) { return product(a, a); }

  // largest_error is the farthest that any coefficient was from a whole number so far,
  // largest_bound what it was bounded by.
  double largest_error() const { return largest_error_; }
  double largest_bound() const { return largest_bound_; }

 private:
  struct Values;

  void checkpoint() const;
  void add_product(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b, Digits& into,
                   std::size_t at);
  void transform(std::span<const std::uint16_t> digits, Values& values, std::size_t size);
  void add_coefficients(Values& values, std::size_t size, std::size_t count, Digits& into,
                        std::size_t at);

  std::function<void()> checkpoint_;
  std::unique_ptr<Values> one_, two_;
  double largest_error_ = 0;
  double largest_bound_ = 0;
};

// kBinaryBase is the largest power of two below kBase.
inline constexpr unsigned kBinaryBits = 13;
inline constexpr std::uint32_t kBinaryBase = 1u << kBinaryBits;

using Multiplier = BasicMultiplier<kBase>;
using BinaryMultiplier = BasicMultiplier<kBinaryBase>;

// error_bound is the bound above, for operands with these norms and transforms of `size` values.
double error_bound(double norm_a, double norm_b, std::size_t size);

}  // namespace interleave
