#include "bignum/integer.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "bignum/decimal.h"
#include "bignum/multiply.h"

namespace interleave {
namespace {

namespace mp = boost::multiprecision;

// kShortBits is up to which cpp_int multiplies faster, kPieceBits up to which its str() is.
constexpr std::size_t kShortBits = 40'000;
constexpr std::size_t kPieceBits = 4'096;
constexpr std::size_t kPieceDigits = 1'000;

std::size_t bits_of(const Integer& value) { return value == 0 ? 0 : mp::msb(value) + 1; }

using Words = std::vector<std::uint64_t>;

// binary_digits are the bits of a natural number, kBinaryBits at a time, the lowest first. Boost's
// own way to bits takes words only in linear time.
Digits binary_digits(const Integer& value) {
  Words words;
  mp::export_bits(value, std::back_inserter(words), 64, false);
  const std::size_t count = (bits_of(value) + kBinaryBits - 1) / kBinaryBits;
  words.push_back(0);
  Digits digits(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t bit = i * kBinaryBits, word = bit / 64, at = bit % 64;
    std::uint64_t bits = words[word] >> at;
    if (at > 64 - kBinaryBits) bits |= words[word + 1] << (64 - at);
    digits[i] = static_cast<std::uint16_t>(bits & (kBinaryBase - 1));
  }
  return digits;
}

// integer_from is the number whose bits these are.
Integer integer_from(const Digits& digits) {
  Words words(digits.size() * kBinaryBits / 64 + 2);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t bit = i * kBinaryBits, word = bit / 64, at = bit % 64;
    words[word] |= std::uint64_t{digits[i]} << at;
    if (at > 64 - kBinaryBits) words[word + 1] |= std::uint64_t{digits[i]} >> (64 - at);
  }
  Integer value;
  mp::import_bits(value, words.begin(), words.end(), 64, false);
  return value;
}

Digits decimal_digits(const Integer& value) {
  const std::string text = value.str();
  return value == 0 ? Digits{} : digits_of_text(text);
}

// Powers are 2^(kPieceBits 2^i) in decimal, or 10^(kPieceDigits 2^i) in bits, as far as they are
// needed.
Digits joined(const Digits& high, const Digits& power, const Digits& low, Multiplier& multiplier) {
  Digits sum = multiplier.product(high, power);
  if (sum.size() < low.size()) sum.resize(low.size());
  std::uint32_t carry = 0;
  for (std::size_t i = 0; i < sum.size() && (i < low.size() || carry != 0); ++i) {
    const std::uint32_t digit = sum[i] + carry + (i < low.size() ? low[i] : 0);
    carry = digit >= kBase ? 1 : 0;
    sum[i] = static_cast<std::uint16_t>(digit - carry * kBase);
  }
  if (carry != 0) sum.push_back(1);
  return sum;
}

// converted is `value` in decimal, cut at kPieceBits 2^(level - 1) bits.
Digits converted(const Integer& value, std::size_t level, const std::vector<Digits>& powers,
                 Multiplier& multiplier) {
  if (level == 0) return decimal_digits(value);
  const std::size_t cut = kPieceBits << (level - 1);
  if (bits_of(value) <= cut) return converted(value, level - 1, powers, multiplier);
  const Integer high = value >> cut;
  const Integer low = value - (high << cut);
  return joined(converted(high, level - 1, powers, multiplier), powers[level - 1],
                converted(low, level - 1, powers, multiplier), multiplier);
}

// read is the number that `text` is, cut at kPieceDigits 2^(level - 1) digits.
Integer read(std::string_view text, std::size_t level, const std::vector<Integer>& powers) {
  if (level == 0) {
    // A leading zero would make it octal.
    const std::size_t first = std::min(text.find_first_not_of('0'), text.size() - 1);
    return Integer(std::string(text.substr(first)));
  }
  const std::size_t cut = kPieceDigits << (level - 1);
  if (text.size() <= cut) return read(text, level - 1, powers);
  const std::string_view high = text.substr(0, text.size() - cut);
  const std::string_view low = text.substr(text.size() - cut);
  return product(read(high, level - 1, powers), powers[level - 1]) + read(low, level - 1, powers);
}

}  // namespace

Integer product(const Integer& a, const Integer& b) {
  const bool negative = (a < 0) != (b < 0);
  const Integer left = abs(a), right = abs(b);
  if (std::min(bits_of(left), bits_of(right)) < kShortBits) return a * b;
  BinaryMultiplier multiplier;
  const Digits x = binary_digits(left);
  const Digits digits =
      left == right ? multiplier.square(x) : multiplier.product(x, binary_digits(right));
  const Integer result = integer_from(digits);
  return negative ? -result : result;
}

std::string decimal_text(const Integer& value) {
  if (value < 0) return "-" + decimal_text(-value);
  const std::size_t bits = bits_of(value);
  if (bits <= kPieceBits) return value.str();
  Multiplier multiplier;
  std::vector<Digits> powers{decimal_digits(Integer(1) << kPieceBits)};
  std::size_t level = 1;
  for (; (kPieceBits << level) < bits; ++level) powers.push_back(multiplier.square(powers.back()));
  return text_of(converted(value, level, powers, multiplier));
}

Integer integer_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool good = !text.empty() && std::all_of(text.begin(), text.end(),
                                                 [](char c) { return c >= '0' && c <= '9'; });
  if (!good)
    throw std::invalid_argument("A decimal number is digits alone, perhaps after a minus.");
  std::size_t level = 0;
  std::vector<Integer> powers;
  for (; (kPieceDigits << level) < text.size(); ++level) {
    powers.push_back(level == 0 ? mp::pow(Integer(10), kPieceDigits)
                                : product(powers.back(), powers.back()));
  }
  const Integer value = read(text, level, powers);
  return negative ? -value : value;
}

}  // namespace interleave
