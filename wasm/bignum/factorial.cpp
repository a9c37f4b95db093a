#include "bignum/factorial.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <span>
#include <stdexcept>
#include <vector>

#include "bignum/multiply.h"

namespace interleave {
namespace {

// kSmall is up to which n multiplying one after the other is faster.
constexpr std::uint32_t kSmall = 200;

std::vector<std::uint32_t> primes_up_to(std::uint32_t n) {
  std::vector<std::uint32_t> primes;
  if (n >= 2) primes.push_back(2);
  std::vector<bool> composite(n / 2 + 1);  // by (odd number - 1) / 2
  for (std::uint32_t i = 1; 2 * i + 1 <= n; ++i) {
    if (composite[i]) continue;
    const std::uint32_t prime = 2 * i + 1;
    primes.push_back(prime);
    if (prime > n / prime) continue;
    for (std::uint32_t at = prime * prime; at <= n; at += 2 * prime) composite[at / 2] = true;
  }
  return primes;
}

// exponent_of is how often `prime` divides n!.
std::uint32_t exponent_of(std::uint32_t prime, std::uint32_t n) {
  std::uint32_t exponent = 0;
  while (n >= prime) exponent += n /= prime;
  return exponent;
}

// product_of multiplies numbers, in halves of a like size.
Digits product_of(std::span<const std::uint32_t> factors, Multiplier& multiplier) {
  constexpr std::size_t kOneByOne = 32;
  if (factors.size() <= kOneByOne) {
    Digits product{1};
    for (std::size_t i = 0; i < factors.size();) {
      std::uint64_t factor = factors[i++];
      while (i < factors.size() && factor * factors[i] < (std::uint64_t{1} << 32)) {
        factor *= factors[i++];
      }
      multiply_by(product, static_cast<std::uint32_t>(factor));
    }
    return product;
  }
  const std::size_t half = factors.size() / 2;
  return multiplier.product(product_of(factors.first(half), multiplier),
                            product_of(factors.subspan(half), multiplier));
}

Factorial small_factorial(std::uint32_t n) {
  Factorial result{{1}, 0};
  for (std::uint32_t k = 2; k <= n; ++k) multiply_by(result.digits, k);
  return result;
}

void check(const Factorial& result, std::uint32_t n) {
  std::uint64_t residue = residue_of(result.digits);
  for (std::size_t i = 0; i < result.zeros; ++i) residue = product_modulo(residue, 10);
  if (residue != factorial_residue(n)) {
    throw std::logic_error("The digits of " + std::to_string(n) + "! failed their check.");
  }
}

}  // namespace

std::uint64_t factorial_residue(std::uint32_t n) {
  // The residue at every kBlock-th number is kept once it is known; whoever computes it finds the
  // same.
  constexpr std::uint32_t kBlock = 1024;
  static std::array<std::atomic<std::uint64_t>, kMostFactorial / kBlock + 1> known;
  std::uint32_t block = std::min(n, kMostFactorial) / kBlock;
  while (block > 0 && known[block].load(std::memory_order_relaxed) == 0) --block;
  std::uint64_t residue = block == 0 ? 1 : known[block].load(std::memory_order_relaxed);
  std::uint64_t factor = 1;
  for (std::uint64_t k = std::uint64_t{block} * kBlock + 1; k <= n; ++k) {
    factor *= k;
    if (factor < kCheckPrime / (std::uint64_t{kMostFactorial} + 1) && k % kBlock != 0) continue;
    residue = product_modulo(residue, factor);
    factor = 1;
    if (k % kBlock == 0 && k <= kMostFactorial) {
      known[k / kBlock].store(residue, std::memory_order_relaxed);
    }
  }
  return product_modulo(residue, factor);
}

Factorial factorial(std::uint32_t n, const std::function<void(double)>& checkpoint) {
  if (n > kMostFactorial) {
    throw std::out_of_range("The factorial of " + std::to_string(n) +
                            " is not computed here: numbers from 0 to " +
                            std::to_string(kMostFactorial) + " are.");
  }
  Factorial result;
  if (n <= kSmall) {
    result = small_factorial(n);
    check(result, n);
    return result;
  }
  const std::vector<std::uint32_t> primes = primes_up_to(n);
  std::vector<std::uint32_t> exponents;
  exponents.reserve(primes.size());
  for (const std::uint32_t prime : primes) exponents.push_back(exponent_of(prime, n));
  // 5 is the third prime; its exponent is never above that of 2.
  result.zeros = exponents[2];
  exponents[0] -= exponents[2];
  exponents[2] = 0;
  const unsigned bits =
      static_cast<unsigned>(std::bit_width(*std::max_element(exponents.begin(), exponents.end())));
  double done = 0;
  Multiplier multiplier(checkpoint ? [&] { checkpoint(done); } : std::function<void()>());
  Digits& number = result.digits;
  number = {1};
  for (unsigned bit = bits; bit-- > 0;) {
    // Every squaring doubles the number, and takes about as long as all before it.
    done = std::ldexp(1.0, -static_cast<int>(bit) - 1);
    std::vector<std::uint32_t> factors;
    for (std::size_t i = 0; i < primes.size(); ++i) {
      if ((exponents[i] >> bit) & 1) factors.push_back(primes[i]);
    }
    number = multiplier.square(number);
    number = multiplier.product(number, product_of(factors, multiplier));
  }
  check(result, n);
  return result;
}

}  // namespace interleave
