// Pair: two doubles at a time, in SSE2 and in WebAssembly's SIMD alike.
#pragma once

#include "bignum/fft.h"

namespace interleave {

// Its alignment is that of one double: where the values lie is nobody's concern.
using Pair = double __attribute__((vector_size(16), aligned(8), may_alias));

inline Pair& pair(double* at) { return *reinterpret_cast<Pair*>(at); }
inline const Pair& pair(const double* at) { return *reinterpret_cast<const Pair*>(at); }

// PairValue is two complex numbers.
struct PairValue {
  Pair re, im;
};

inline PairValue load(Complexes values, std::size_t at) {
  return {pair(values.re + at), pair(values.im + at)};
}
inline void store(Complexes values, std::size_t at, PairValue value) {
  pair(values.re + at) = value.re;
  pair(values.im + at) = value.im;
}
inline PairValue operator+(PairValue a, PairValue b) { return {a.re + b.re, a.im + b.im}; }
inline PairValue operator-(PairValue a, PairValue b) { return {a.re - b.re, a.im - b.im}; }
inline PairValue operator*(PairValue a, PairValue b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
inline PairValue conjugate(PairValue a) { return {a.re, -a.im}; }
// turned is the product with i.
inline PairValue turned(PairValue a) { return {-a.im, a.re}; }

}  // namespace interleave
