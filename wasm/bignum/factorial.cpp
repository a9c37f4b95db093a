#include "bignum/factorial.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <stdexcept>

#include "bignum/prime_powers.h"

namespace interleave {
namespace {

void check(const Factorial& result, std::uint32_t n) {
  const std::uint64_t residue =
      product_modulo(residue_of(result.digits), power_modulo(10, result.zeros));
  if (residue != factorial_residue(n)) {
    throw std::logic_error("The digits of " + std::to_string(n) + "! failed their check.");
  }
}

// times_all is `residue` times the numbers from `from` to `to`, modulo kCheckPrime.
std::uint64_t times_all(std::uint64_t residue, std::uint64_t from, std::uint64_t to) {
  // Four products in turn: none waits for the one before.
  std::uint64_t products[4] = {residue, 1, 1, 1};
  std::uint64_t factor = 1;
  unsigned turn = 0;
  for (std::uint64_t k = from; k <= to; ++k) {
    factor *= k;
    if (k < to && factor < kCheckPrime / (std::uint64_t{kMostFactorial} + 1)) continue;
    products[turn] = product_modulo(products[turn], factor);
    turn = (turn + 1) % 4;
    factor = 1;
  }
  return product_modulo(product_modulo(products[0], products[1]),
                        product_modulo(products[2], products[3]));
}

}  // namespace

std::uint64_t factorial_residue(std::uint32_t n) {
  // The residue at every kBlock-th number is kept once it is known; whoever computes it finds the
  // same.
  constexpr std::uint32_t kBlock = 256;
  static std::array<std::atomic<std::uint64_t>, kMostFactorial / kBlock + 1> known;
  const std::uint32_t last = std::min(n, kMostFactorial) / kBlock;
  std::uint32_t block = last;
  while (block > 0 && known[block].load(std::memory_order_relaxed) == 0) --block;
  std::uint64_t residue = block == 0 ? 1 : known[block].load(std::memory_order_relaxed);
  while (block < last) {
    residue = times_all(residue, block * kBlock + 1, (block + 1) * kBlock);
    known[++block].store(residue, std::memory_order_relaxed);
  }
  return times_all(residue, block * kBlock + 1, n);
}

Factorial factorial(std::uint32_t n, const std::function<void(double)>& checkpoint,
                    const Share& share) {
  if (n > kMostFactorial) {
    throw std::out_of_range("The factorial of " + std::to_string(n) +
                            " is not computed here: numbers from 0 to " +
                            std::to_string(kMostFactorial) + " are.");
  }
  // What the checkpoint throws waits until the work has ended without it.
  std::exception_ptr thrown;
  const auto go_on = [&](double done) {
    try {
      checkpoint(done);
    } catch (...) {
      thrown = std::current_exception();
    }
    return thrown == nullptr;
  };
  Factorial result = prime_powers(n, checkpoint ? go_on : std::function<bool(double)>(), share);
  if (thrown != nullptr) std::rethrow_exception(thrown);
  check(result, n);
  return result;
}

}  // namespace interleave
