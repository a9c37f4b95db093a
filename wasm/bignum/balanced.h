// Balanced digits: what is multiplied is around 0.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bignum/decimal.h"

namespace interleave {

// Balanced digits are from -kMostDigit to kMostDigit, the lowest first.
using Balanced = std::vector<std::int16_t>;
template <std::uint32_t Base>
inline constexpr int kMostDigit = Base / 2 + Base / 64;

// balanced brings digits there; settled are the digits of what is not below 0.
template <std::uint32_t Base>
Balanced balanced(std::span<const std::uint16_t> digits);
template <std::uint32_t Base>
Digits settled(std::span<const std::int16_t> digits);

// kBinaryBase is the largest power of two below kBase.
inline constexpr unsigned kBinaryBits = 13;
inline constexpr std::uint32_t kBinaryBase = 1u << kBinaryBits;

}  // namespace interleave
