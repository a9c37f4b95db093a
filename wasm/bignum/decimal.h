// Decimal: a natural number as digits to the base 10^4, so that writing it in decimal is copying.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interleave {

// Digits are to the base kBase, the lowest first, without zeros at the top; 0 has none.
using Digits = std::vector<std::uint16_t>;
inline constexpr std::uint32_t kBase = 10'000;
inline constexpr unsigned kBaseDigits = 4;

// digits_of is `value` as Digits.
Digits digits_of(std::uint64_t value);

// length_of is how many decimal digits `number` has; 1 for 0.
std::size_t length_of(const Digits& number);

// text_of writes `number` in decimal, with `zeros` zeros behind it (none behind 0).
std::string text_of(const Digits& number, std::size_t zeros = 0);

// digits_of_text reads what text_of writes. Requires: decimal digits alone.
Digits digits_of_text(std::string_view text);

// kCheckPrime is what results are checked modulo: the Mersenne prime 2^61 - 1. A single wrong digit
// always shows; anything else escapes once in 2^61.
inline constexpr std::uint64_t kCheckPrime = (std::uint64_t{1} << 61) - 1;

// product_modulo is a * b modulo kCheckPrime, of two numbers below it, power_modulo base^exponent;
// residue_of is a number's.
std::uint64_t product_modulo(std::uint64_t a, std::uint64_t b);
std::uint64_t power_modulo(std::uint64_t base, std::size_t exponent);
std::uint64_t residue_of(const Digits& number);

}  // namespace interleave
