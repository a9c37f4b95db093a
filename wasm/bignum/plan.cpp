#include "bignum/plan.h"

#include "bignum/fft.h"

namespace interleave {
namespace {

Plan plan_with(std::size_t a, std::size_t b, std::size_t pieces, std::size_t transforms) {
  const std::size_t piece = (a + pieces - 1) / pieces;
  const std::size_t size = fft_size((piece + b + 1) / 2);
  return {piece, size, transforms * size + (a + pieces * b) * 2 / 5};
}

}  // namespace

Plan plan_square(std::size_t length) { return plan_with(length, length, 1, 2); }

Plan plan_product(std::size_t a, std::size_t b) {
  Plan best = plan_with(a, b, 1, 3);
  for (std::size_t pieces = 2; pieces <= a / b + 1; ++pieces) {
    const Plan plan = plan_with(a, b, pieces, 2 * pieces + 1);
    if (plan.work < best.work) best = plan;
  }
  return best;
}

}  // namespace interleave
