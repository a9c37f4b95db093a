#include "bignum/balanced.h"

#include "bignum/pair.h"

namespace interleave {

template <std::uint32_t Base>
Balanced balanced(std::span<const std::uint16_t> digits) {
  constexpr int kAll = Base;
  Balanced result(digits.size() + 1);
  int carry = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[i] + carry;
    carry = digit > kAll / 2 ? 1 : 0;
    result[i] = static_cast<std::int16_t>(digit - carry * kAll);
  }
  result.back() = static_cast<std::int16_t>(carry);
  if (carry == 0) result.pop_back();
  return result;
}

template <std::uint32_t Base>
Digits settled(std::span<const std::int16_t> digits) {
  constexpr auto kAll = static_cast<std::int16_t>(Base);
  Digits result(digits.size());
  const Octet zero{}, all = zero + kAll;
  Octet borrowed{};  // -1 where something is taken from the digit above
  std::size_t i = 0;
  int carry = 0;
  const auto settle = [&](std::size_t from, std::size_t end) {
    for (std::size_t k = from; k < end; ++k) {
      const int digit = digits[k] + carry;
      carry = digit < 0 ? -1 : 0;
      result[k] = static_cast<std::uint16_t>(digit - carry * kAll);
    }
  };
  for (; i + kOctet <= digits.size(); i += kOctet) {
    const Octet value = octet(&digits[i]);
    const Octet next = value < zero;
    const Octet made = value + (next & all) + moved_up(borrowed, next);
    borrowed = next;
    if (any(made < zero)) [[unlikely]] {
      // A 0 from which something is taken borrows in turn.
      settle(i, i + kOctet);
      borrowed[7] = static_cast<std::int16_t>(carry);
    } else {
      store(&result[i], made);
      carry = next[7];
    }
  }
  settle(i, digits.size());
  while (!result.empty() && result.back() == 0) result.pop_back();
  return result;
}

template Balanced balanced<kBase>(std::span<const std::uint16_t>);
template Balanced balanced<kBinaryBase>(std::span<const std::uint16_t>);
template Digits settled<kBase>(std::span<const std::int16_t>);
template Digits settled<kBinaryBase>(std::span<const std::int16_t>);

}  // namespace interleave
