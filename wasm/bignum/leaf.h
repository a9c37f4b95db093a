// Products of the last parts of a transform, of 3 or 4 coefficients: as they are.
#pragma once

#include <cstddef>

#include "bignum/pair.h"

namespace interleave {

// multiply_leaf multiplies modulo x^3 - root or x^4 - root; square_leaf does it with itself.
template <std::size_t Leaf>
void multiply_leaf(PairValue* x, const PairValue* y, PairValue root) {
  const PairValue a = x[0], b = x[1], c = x[2];
  if constexpr (Leaf == 3) {
    const PairValue d = y[0], e = y[1], f = y[2];
    x[0] = a * d + (b * f + c * e) * root;
    x[1] = a * e + b * d + c * f * root;
    x[2] = a * f + b * e + c * d;
  } else {
    const PairValue d = x[3], e = y[0], f = y[1], g = y[2], h = y[3];
    x[0] = a * e + (b * h + c * g + d * f) * root;
    x[1] = a * f + b * e + (c * h + d * g) * root;
    x[2] = a * g + b * f + c * e + d * h * root;
    x[3] = a * h + b * g + c * f + d * e;
  }
}

template <std::size_t Leaf>
void square_leaf(PairValue* x, PairValue root) {
  const PairValue a = x[0], b = x[1], c = x[2], twice = a + a;
  if constexpr (Leaf == 3) {
    x[0] = a * a + (b + b) * c * root;
    x[1] = twice * b + c * c * root;
    x[2] = twice * c + b * b;
  } else {
    const PairValue d = x[3], last = d + d;
    x[0] = a * a + (b * last + c * c) * root;
    x[1] = twice * b + c * last * root;
    x[2] = twice * c + b * b + d * d * root;
    x[3] = a * last + (b + b) * c;
  }
}

}  // namespace interleave
