// NumberBits: how an event tells a number or bool.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "kernel/trace.h"

namespace interleave {

// NumberBits<T> is the 64 bits of a T in the value of an event, and the flags that say what they
// mean; from is the inverse of of.
template <class T>
struct NumberBits {
  static_assert(std::is_arithmetic_v<T> && sizeof(T) <= 8, "One number or bool of at most 64 bits");

  static constexpr std::uint8_t kFlags = std::is_same_v<T, bool>       ? kValueIsBool
                                         : std::is_floating_point_v<T> ? kValueIsDouble
                                                                       : std::uint8_t{0};

  static std::int64_t of(T value) {
    if constexpr (std::is_floating_point_v<T>) {
      return std::bit_cast<std::int64_t>(static_cast<double>(value));
    } else {
      return static_cast<std::int64_t>(value);
    }
  }

  static T from(std::int64_t bits) {
    if constexpr (std::is_floating_point_v<T>) {
      return static_cast<T>(std::bit_cast<double>(bits));
    } else {
      return static_cast<T>(bits);
    }
  }
};

}  // namespace interleave
