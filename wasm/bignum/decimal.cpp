#include "bignum/decimal.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "bignum/pair.h"

namespace interleave {
namespace {

// kTwoDigits are "00" to "99".
constexpr std::array<char, 200> kTwoDigits = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

// write_digit writes the four decimal digits of a digit.
void write_digit(std::uint32_t digit, char* to) {
  std::memcpy(to, &kTwoDigits[digit / 100 * 2], 2);
  std::memcpy(to + 2, &kTwoDigits[digit % 100 * 2], 2);
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

std::size_t length_of(const Digits& number) {
  if (number.empty()) return 1;
  return (number.size() - 1) * kBaseDigits + length_of_digit(number.back());
}

std::string text_of(const Digits& number, std::size_t zeros) {
  if (number.empty()) return "0";
  // Written in pieces, the text is not filled before.
  constexpr std::size_t kPiece = 1024;
  char written[kPiece * kBaseDigits];
  std::string text;
  text.reserve(length_of(number) + zeros);
  const std::size_t top = length_of_digit(number.back());
  write_digit(number.back(), written);
  text.append(written + kBaseDigits - top, top);
  for (std::size_t left = number.size() - 1; left > 0;) {
    const std::size_t count = std::min(left, kPiece);
    for (std::size_t i = 0; i < count; ++i) write_digit(number[--left], written + i * kBaseDigits);
    text.append(written, count * kBaseDigits);
  }
  text.append(zeros, '0');
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

namespace {

// Weights are the powers of kBase modulo kCheckPrime as kLowBits bits and the rest: so many
// products with digits can be added up in doubles.
constexpr std::size_t kWeights = 256;
constexpr unsigned kLowBits = 31;
static_assert(kWeights * kBase < std::uint64_t{1} << (53 - kLowBits));

struct Weights {
  double low[kWeights], high[kWeights];
  std::uint64_t above;  // the power behind them

  Weights() {
    std::uint64_t power = 1;
    for (std::size_t i = 0; i < kWeights; ++i, power = product_modulo(power, kBase)) {
      low[i] = static_cast<double>(power & ((std::uint64_t{1} << kLowBits) - 1));
      high[i] = static_cast<double>(power >> kLowBits);
    }
    above = power;
  }
};

}  // namespace

std::uint64_t power_modulo(std::uint64_t base, std::size_t exponent) {
  std::uint64_t power = 1;
  for (; exponent > 0; exponent /= 2, base = product_modulo(base, base)) {
    if (exponent % 2 == 1) power = product_modulo(power, base);
  }
  return power;
}

std::uint64_t residue_of(const Digits& number) {
  static const Weights weights;
  std::uint64_t residue = 0;
  for (std::size_t at = (number.size() + kWeights - 1) / kWeights * kWeights; at > 0;) {
    at -= kWeights;
    const std::size_t count = std::min(kWeights, number.size() - at);
    Pair low{}, high{};
    for (std::size_t i = 0; i < count; i += 4) {
      const std::uint16_t* digits = &number[at + i];
      std::uint16_t last[4] = {};
      if (count - i < 4) {
        std::copy_n(digits, count - i, last);
        digits = last;
      }
      // They are below 2^15.
      const TwoPairs four = widened(quad(reinterpret_cast<const std::int16_t*>(digits)));
      low += four.low * pair(weights.low + i) + four.high * pair(weights.low + i + 2);
      high += four.low * pair(weights.high + i) + four.high * pair(weights.high + i + 2);
    }
    const auto sum = [](Pair two) { return reduced(static_cast<std::uint64_t>(two[0] + two[1])); };
    residue = reduced(product_modulo(residue, weights.above) + sum(low));
    residue = reduced(residue + product_modulo(sum(high), std::uint64_t{1} << kLowBits));
  }
  return residue;
}

}  // namespace interleave
