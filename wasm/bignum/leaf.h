// Products of the last parts of a transform, of 3 to 5 coefficients: as they are.
#pragma once

#include <cstddef>

#include "bignum/pair.h"

namespace interleave {

// multiply_leaf multiplies modulo x^Leaf - root; square_leaf does it with itself.
template <std::size_t Leaf>
void multiply_leaf(PairValue* x, const PairValue* y, PairValue root) {
  PairValue product[Leaf];
#pragma GCC unroll 5
  for (std::size_t k = 0; k < Leaf; ++k) {
    product[k] = x[0] * y[k];
#pragma GCC unroll 5
    for (std::size_t i = 1; i <= k; ++i) product[k] = product[k] + x[i] * y[k - i];
    if (k + 1 == Leaf) break;
    PairValue above = x[k + 1] * y[Leaf - 1];
#pragma GCC unroll 5
    for (std::size_t i = k + 2; i < Leaf; ++i) above = above + x[i] * y[Leaf + k - i];
    product[k] = product[k] + above * root;
  }
  for (std::size_t k = 0; k < Leaf; ++k) x[k] = product[k];
}

template <std::size_t Leaf>
void square_leaf(PairValue* x, PairValue root) {
  PairValue product[Leaf], twice[Leaf];
  for (std::size_t k = 0; k < Leaf; ++k) twice[k] = x[k] + x[k];
  // sum_of is the sum of the products of x[first] to x[last] with x[last] to x[first].
  const auto sum_of = [&](std::size_t first, std::size_t last) {
    PairValue sum = (first == last ? x : twice)[first] * x[last];
#pragma GCC unroll 5
    while (first + 2 <= last) {
      ++first, --last;
      sum = sum + (first == last ? x : twice)[first] * x[last];
    }
    return sum;
  };
#pragma GCC unroll 5
  for (std::size_t k = 0; k < Leaf; ++k) {
    product[k] = sum_of(0, k);
    if (k + 1 < Leaf) product[k] = product[k] + sum_of(k + 1, Leaf - 1) * root;
  }
  for (std::size_t k = 0; k < Leaf; ++k) x[k] = product[k];
}

}  // namespace interleave
