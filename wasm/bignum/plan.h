// Plan: how two long numbers are multiplied by transforms.
#pragma once

#include <cstddef>

namespace interleave {

// A Plan is how two long numbers are multiplied. A long one is multiplied with a short one in
// pieces, all with one transform of the short.
struct Plan {
  std::size_t piece;  // in digits
  std::size_t size;   // of the transforms
  std::size_t work;   // about, in values of a transform; a digit of a product takes 2/5 of that
};

// plan_square and plan_product are those with the least work, of numbers with so many digits.
// Requires: `a` is not below `b`.
Plan plan_square(std::size_t length);
Plan plan_product(std::size_t a, std::size_t b);

}  // namespace interleave
