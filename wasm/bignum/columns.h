// Columns: products of short numbers, column by column.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "bignum/balanced.h"
#include "bignum/carry.h"
#include "bignum/pair.h"

namespace interleave {

// kShort is the length in digits up to which multiplying by columns is faster. So many products of
// balanced digits are below 2^31.
inline constexpr std::size_t kShort = 80;
static_assert(kShort * kMostDigit<kBase> * kMostDigit<kBase> < std::size_t{1} << 31);

// add adds `value` to the digits of `into` from `at` on.
template <std::uint32_t Base>
void add(Balanced& into, std::size_t at, std::int64_t value) {
  constexpr std::int64_t kAll = Base, kHalf = kAll / 2;
  for (; value != 0; ++at) {
    value += into[at];
    const std::int64_t carry = (value + (value < 0 ? -kHalf : kHalf)) / kAll;
    into[at] = static_cast<std::int16_t>(value - carry * kAll);
    value = carry;
  }
}

// padded_size is how many numbers add_columns needs room for.
constexpr std::size_t padded_size(std::size_t a, std::size_t b) {
  return a + 2 * ((b + kOctet - 1) / kOctet * kOctet) + kOctet;
}

// add_columns adds the product of a and b to the digits of `into` from `at` on, four columns at a
// time. Requires: b has at most kShort digits.
template <std::uint32_t Base>
[[gnu::noinline]] void add_columns(std::span<const std::int16_t> a, std::span<const std::int16_t> b,
                                   Balanced& into, std::size_t at, std::int16_t* padded) {
  constexpr std::size_t kColumns = 64;
  // The shorter one backwards, and zeros around the longer: every column is one run of products.
  const std::size_t width = (b.size() + kOctet - 1) / kOctet * kOctet;
  std::int16_t backwards[kShort + kOctet] = {};
  std::reverse_copy(b.begin(), b.end(), backwards + (width - b.size()));
  std::fill(padded, padded + width, 0);
  std::copy(a.begin(), a.end(), padded + width);
  std::fill(padded + width + a.size(), padded + padded_size(a.size(), b.size()), 0);
  const std::size_t columns = a.size() + b.size() - 1;
  Carrier<Base> carrier;
  double sums[kColumns];
  for (std::size_t from = 0; from < columns; from += kColumns) {
    const std::size_t count = std::min(kColumns, columns - from);
    for (std::size_t column = 0; column < count; column += 4) {
      const std::int16_t* const first = padded + from + column + 1;
      Quad sum[4] = {};
      for (std::size_t i = 0; i < width; i += kOctet) {
        const Octet factors = octet(backwards + i);
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) sum[k] += products_of(octet(first + k + i), factors);
      }
      const TwoPairs made = widened(sums_of(sum[0], sum[1], sum[2], sum[3]));
      pair(sums + column) = made.low;
      pair(sums + column + 2) = made.high;
    }
    carrier.add(sums, count, into.data() + at + from);
  }
  add<Base>(into, at + columns, carrier.rest());
}

}  // namespace interleave
