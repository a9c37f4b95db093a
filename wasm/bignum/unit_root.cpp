#include "bignum/unit_root.h"

#include <array>
#include <numbers>

namespace interleave {
namespace {

// kInverse[k] is 1 / (k (k - 1)).
constexpr int kTerms = 18;
constexpr auto kInverse = [] {
  std::array<double, kTerms + 1> inverse{};
  for (int k = 2; k <= kTerms; ++k) inverse[static_cast<std::size_t>(k)] = 1.0 / (k * (k - 1));
  return inverse;
}();

// series is the sum of Taylor's terms above that of the power `last`, as a share of that term, from
// the power `first` on.
double series(double square, std::size_t first, std::size_t last) {
  double sum = 0;
  for (std::size_t k = first; k > last; k -= 2) sum = square * kInverse[k] * (1 - sum);
  return sum;
}

// cosine and sine of an angle between 0 and pi / 4, by Taylor's series; the library's are ready for
// any angle, which takes them a table. What is left out is below 2^-64. Of rounding, in 2^-53: the
// last difference is below 1 and adds 0.5; what it takes away is below 0.31 and off by 0.65 for the
// cosine, below 0.09 and off by 0.4 for the sine.
double cosine(double angle) {
  const double square = angle * angle;
  return 1 - (0.5 * square - 0.5 * square * series(square, 18, 2));
}
double sine(double angle) { return angle - angle * series(angle * angle, 17, 1); }

}  // namespace

Root unit_root(std::size_t numerator, std::size_t denominator) {
  // Eighths of the circle: an odd one is told from its end.
  const std::size_t eighths = numerator % denominator * 8;
  const std::size_t octant = eighths / denominator;
  std::size_t rest = eighths % denominator;
  if (octant % 2 == 1) rest = denominator - rest;
  const double angle =
      std::numbers::pi / 4 * (static_cast<double>(rest) / static_cast<double>(denominator));
  const double near = cosine(angle), far = sine(angle);
  switch (octant) {
    case 0:
      return {near, far};
    case 1:
      return {far, near};
    case 2:
      return {-far, near};
    case 3:
      return {-near, far};
    case 4:
      return {-near, -far};
    case 5:
      return {-far, -near};
    case 6:
      return {far, -near};
    default:
      return {near, -far};
  }
}

}  // namespace interleave
