// Multiplication of Decimals: by columns where they are short, else by a Fourier transform.
//
// A product of a and b is exact if the rounding error of every coefficient stays below 1/2. For
// transforms of n values that end in parts of l coefficients the error is at most
//     |a| |b| ((1 + e)^(3 m + l) (1 + e sqrt 5)^(3 m + 2) (1 + f)^(3 m + 1) - 1)
// where m is the logarithm of n / l to the base 2, |a| is the Euclidean norm of the digits, e =
// 2^-53 and f the error of the roots of unity (C. Percival, "Rapid multiplication modulo the sum
// and difference of highly composite numbers", Math. Comp. 72, 2003, theorem 5.1; a radix-4 pass is
// counted as two of radix 2). The part that l adds: a coefficient of the product of two parts is a
// sum of l products, some of them times a root; by Cauchy and Schwarz the norms of the parts bound
// it as they bound the one product where l is 1, and each coefficient of the result is made of one
// of every part. The norms are taken of the digits as they are, balanced around 0, and a product
// whose bound is kMostError or more is made of shorter ones: no input is trusted to be random. A
// coefficient is then below kMostError over that factor, 2^45 for the shortest transform.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <utility>

#include "bignum/balanced.h"
#include "bignum/decimal.h"
#include "bignum/share.h"

namespace interleave {

// BasicMultiplier multiplies, and keeps the memory that it needs for the next product: 18 bytes for
// each digit that the transforms of the longest product hold. One thread at a time.
//
// Digits are to the base Base here: kBase for decimals, kBinaryBase for what is kept in bits.
template <std::uint32_t Base>
class BasicMultiplier {
 public:
  // `go_on` is asked between the parts of a long product, and throws nothing. Once it says no, the
  // multiplier has stopped: what it returns is nobody's product.
  // `share` lets others take part in long products; without it nobody does.
  explicit BasicMultiplier(std::function<bool()> go_on = nullptr, Share share = nullptr)
      : go_on_(std::move(go_on)), share_(std::move(share)) {}

  // kMostError is what the rounding error of a coefficient must be bounded by; 1/2 would be wrong.
  static constexpr double kMostError = 0.45;

  Digits product(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b);
  Digits square(std::span<const std::uint16_t> a) { return product(a, a); }

  // The same of balanced digits, which is what it works with. square_times is a * a * b.
  Balanced product(std::span<const std::int16_t> a, std::span<const std::int16_t> b);
  Balanced square_times(std::span<const std::int16_t> a, std::span<const std::int16_t> b);

  bool stopped() const { return stopped_; }

  // largest_error is the farthest that any coefficient was from a whole number since measure_errors
  // was called, largest_bound what it was bounded by.
  void measure_errors() { measured_ = true; }
  double largest_error() const { return largest_error_; }
  double largest_bound() const { return largest_bound_; }

 private:
  // Memory grows with what is asked for; what was in it is lost then.
  class Memory {
   public:
    template <class T>
    T* of(std::size_t count) {
      const std::size_t doubles = (count * sizeof(T) + sizeof(double) - 1) / sizeof(double);
      if (doubles > size_) {
        memory_ = std::make_unique_for_overwrite<double[]>(doubles);
        size_ = doubles;
      }
      return reinterpret_cast<T*>(memory_.get());
    }

   private:
    std::unique_ptr<double[]> memory_;
    std::size_t size_ = 0;
  };

  void checkpoint();
  static std::size_t folded_size(std::span<const std::int16_t> a, std::span<const std::int16_t> b);
  Balanced folded(std::span<const std::int16_t> a, std::span<const std::int16_t> b,
                  std::size_t size);
  void measure(std::span<const double> coefficients);
  void add_product(std::span<const std::int16_t> a, std::span<const std::int16_t> b, Balanced& into,
                   std::size_t at);
  void begin(std::span<const std::int16_t> digits, Memory& values, std::size_t size);
  enum class Other { same, begun, done };
  void multiply_transformed(std::span<const std::int16_t> part, Other other, std::size_t size);
  unsigned shares_of(std::size_t size) const;
  template <class Work>
  void in_shares(std::size_t size, std::size_t all, Work&& work);
  void add_coefficients(std::size_t size, std::size_t count, Balanced& into, std::size_t at);

  std::function<bool()> go_on_;
  Share share_;
  bool stopped_ = false;
  Memory coefficients_, one_, two_;
  bool measured_ = false;
  double largest_error_ = 0;
  double largest_bound_ = 0;
};

using Multiplier = BasicMultiplier<kBase>;
using BinaryMultiplier = BasicMultiplier<kBinaryBase>;

// error_bound is the bound above, for operands with these norms and transforms of `size` values.
double error_bound(double norm_a, double norm_b, std::size_t size);

}  // namespace interleave
