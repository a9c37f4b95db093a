// The roots of unity.
#pragma once

#include <cstddef>

namespace interleave {

// unit_root is e^(2 pi i numerator / denominator), with an error of at most kRootError.
struct Root {
  double re, im;
};
Root unit_root(std::size_t numerator, std::size_t denominator);

// kRootError: the angle is first brought below pi / 4, where its own rounding is 2.4 * 2^-53; sine
// and cosine add at most 1.5 * 2^-53 together (unit_root.cpp).
inline constexpr double kRootError = 4 * 0x1p-53;

}  // namespace interleave
