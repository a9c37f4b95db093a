// Factorials with all their decimal digits.
//
// n! = 10^z * m. The exponents of the primes in m are known (Legendre); m is built from the highest
// bit of the exponents down: square, then multiply with the primes that have the bit set (P. B.
// Borwein, "On the complexity of calculating factorials", J. Algorithms 6, 1985). Everything is
// done to the base 10^4, so that nothing is left to convert.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "bignum/decimal.h"
#include "bignum/share.h"

namespace interleave {

// kMostFactorial is the largest n: its factorial has 5,565,709 digits, and computing it takes at
// most kFactorialMemory bytes besides the result.
inline constexpr std::uint32_t kMostFactorial = 1'000'000;
inline constexpr std::size_t kFactorialMemory = std::size_t{48} << 20;

// Factorial is n! as digits and the zeros behind them.
struct Factorial {
  Digits digits;
  std::size_t zeros = 0;

  std::size_t length() const { return length_of(digits) + zeros; }
  std::string text() const { return text_of(digits, zeros); }
};

// factorial computes n!. `checkpoint`, if any, is called at least once for each Fourier transform,
// with the share of the work that is done (0 to 1); what it throws ends the computation. The result
// is checked modulo kCheckPrime against a product of its own. `share`, if any, lets others take
// part in the long products. Throws std::out_of_range, with a sentence, for n above kMostFactorial;
// std::logic_error when the check fails, which is a bug.
Factorial factorial(std::uint32_t n, const std::function<void(double)>& checkpoint = nullptr,
                    const Share& share = nullptr);

// factorial_residue is n! modulo kCheckPrime, as the product of 1 to n.
std::uint64_t factorial_residue(std::uint32_t n);

}  // namespace interleave
