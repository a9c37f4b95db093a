#include "bignum/decimal.h"

#include <algorithm>

namespace interleave {
namespace {

// write_digit writes the four decimal digits of a digit.
void write_digit(std::uint32_t digit, char* to) {
  const std::uint32_t high = digit / 100, low = digit % 100;
  to[0] = static_cast<char>('0' + high / 10);
  to[1] = static_cast<char>('0' + high % 10);
  to[2] = static_cast<char>('0' + low / 10);
  to[3] = static_cast<char>('0' + low % 10);
}

unsigned length_of_digit(std::uint32_t digit) {
  return digit >= 1000 ? 4 : digit >= 100 ? 3 : digit >= 10 ? 2 : 1;
}

std::uint64_t reduced(std::uint64_t value) {
  value = (value & kCheckPrime) + (value >> 61);
  return value >= kCheckPrime ? value - kCheckPrime : value;
}

}  // namespace

Digits digits_of(std::uint64_t value) {
  Digits digits;
  for (; value != 0; value /= kBase) digits.push_back(static_cast<std::uint16_t>(value % kBase));
  return digits;
}

void multiply_by(Digits& number, std::uint32_t factor) {
  std::uint64_t carry = 0;
  for (std::uint16_t& digit : number) {
    carry += std::uint64_t{digit} * factor;
    digit = static_cast<std::uint16_t>(carry % kBase);
    carry /= kBase;
  }
  for (; carry != 0; carry /= kBase) number.push_back(static_cast<std::uint16_t>(carry % kBase));
  while (!number.empty() && number.back() == 0) number.pop_back();
}

std::size_t length_of(const Digits& number) {
  if (number.empty()) return 1;
  return (number.size() - 1) * kBaseDigits + length_of_digit(number.back());
}

std::string text_of(const Digits& number, std::size_t zeros) {
  if (number.empty()) return "0";
  const std::size_t top = length_of_digit(number.back());
  std::string text;
  text.resize(length_of(number) + zeros, '0');
  char* to = text.data();
  char first[kBaseDigits];
  write_digit(number.back(), first);
  to = std::copy(first + kBaseDigits - top, first + kBaseDigits, to);
  for (std::size_t i = number.size() - 1; i-- > 0; to += kBaseDigits) write_digit(number[i], to);
  return text;
}

Digits digits_of_text(std::string_view text) {
  Digits digits;
  digits.reserve(text.size() / kBaseDigits + 1);
  for (std::size_t end = text.size(); end > 0;) {
    const std::size_t begin = end < kBaseDigits ? 0 : end - kBaseDigits;
    std::uint16_t digit = 0;
    for (std::size_t at = begin; at < end; ++at) {
      digit = static_cast<std::uint16_t>(digit * 10 + (text[at] - '0'));
    }
    digits.push_back(digit);
    end = begin;
  }
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
  return digits;
}

// In halves of 32 bits, because 64 by 64 to 128 is a call into a library in WebAssembly.
std::uint64_t product_modulo(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t a1 = a >> 32, a0 = a & 0xffffffff, b1 = b >> 32, b0 = b & 0xffffffff;
  const std::uint64_t low = a0 * b0, high = a1 * b1;
  const std::uint64_t middle = a1 * b0 + a0 * b1;  // below 2^62: a1 and b1 are below 2^29
  // 2^64 is 8 and 2^32 * m is (m mod 2^29) * 2^32 + (m >> 29), modulo 2^61 - 1.
  const std::uint64_t sum =
      reduced(low) + reduced(high * 8) + reduced(((middle & 0x1fffffff) << 32) + (middle >> 29));
  return reduced(sum);
}

std::uint64_t residue_of(const Digits& number) {
  std::uint64_t residue = 0;
  std::size_t i = number.size();
  for (; i % 4 != 0; --i) residue = reduced(product_modulo(residue, kBase) + number[i - 1]);
  constexpr std::uint64_t kFour = std::uint64_t{kBase} * kBase * kBase * kBase;
  for (; i > 0; i -= 4) {
    std::uint64_t four = 0;
    for (std::size_t at = i; at-- > i - 4;) four = four * kBase + number[at];
    residue = reduced(product_modulo(residue, kFour) + four);
  }
  return residue;
}

}  // namespace interleave
