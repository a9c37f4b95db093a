// Pair: two doubles at a time, and Octet: eight whole numbers of 16 bits, in SSE2 and in
// WebAssembly's SIMD alike.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace interleave {

// Their alignment is that of one number: where the values lie is nobody's concern.
using Pair = double __attribute__((vector_size(16), aligned(8), may_alias));
using Octet = std::int16_t __attribute__((vector_size(16), aligned(2), may_alias));
using Quad = std::int32_t __attribute__((vector_size(16), aligned(4), may_alias));

// kOctet is how many numbers an Octet has.
inline constexpr std::size_t kOctet = 8;

inline Pair& pair(double* at) { return *reinterpret_cast<Pair*>(at); }
inline const Pair& pair(const double* at) { return *reinterpret_cast<const Pair*>(at); }
inline Octet octet(const void* at) { return *static_cast<const Octet*>(at); }
inline void store(void* at, Octet values) { *static_cast<Octet*>(at) = values; }

inline Pair both(double value) { return Pair{value, value}; }

// kept is a constant that a loop is to find in a register: in WebAssembly the compilers leave it in
// the loop, and a browser's makes both of its halves anew each time.
template <class Number>
Number kept(Number constant) {
  const volatile Number memory = constant;
  return memory;
}

// kRound rounds a double below 2^51 to a whole number when it is added, and subtracted again. In
// between, the lowest 32 bits are that number's, if it is below 2^31.
inline constexpr double kRound = 0x1.8p52;

// whole_numbers are the lowest 32 bits of doubles to which kRound was added.
inline Quad whole_numbers(Pair low, Pair high) {
  return __builtin_shufflevector(reinterpret_cast<Quad>(low), reinterpret_cast<Quad>(high), 0, 2, 4,
                                 6);
}
// low_halves are the lowest 16 bits of each.
inline Octet low_halves(Quad low, Quad high) {
#if defined(__SSE2__)
  const auto signed_low = reinterpret_cast<__m128i>((low << 16) >> 16);
  const auto signed_high = reinterpret_cast<__m128i>((high << 16) >> 16);
  return reinterpret_cast<Octet>(_mm_packs_epi32(signed_low, signed_high));
#else
  return __builtin_shufflevector(reinterpret_cast<Octet>(low), reinterpret_cast<Octet>(high), 0, 2,
                                 4, 6, 8, 10, 12, 14);
#endif
}
// narrowed are the same numbers in 16 bits, which they need to fit.
inline Octet narrowed(Quad low, Quad high) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<Octet>(
      wasm_i16x8_narrow_i32x4(reinterpret_cast<v128_t>(low), reinterpret_cast<v128_t>(high)));
#elif defined(__SSE2__)
  return reinterpret_cast<Octet>(
      _mm_packs_epi32(reinterpret_cast<__m128i>(low), reinterpret_cast<__m128i>(high)));
#else
  return low_halves(low, high);
#endif
}
// less_product is value - a b for each, by 2^16s: what is on the way to it need not fit.
inline Octet less_product(Octet value, Octet a, Octet b) {
  using Unsigned = std::uint16_t __attribute__((vector_size(16), may_alias));
  return reinterpret_cast<Octet>(reinterpret_cast<Unsigned>(value) -
                                 reinterpret_cast<Unsigned>(a) * reinterpret_cast<Unsigned>(b));
}
// scaled are the values times factor / 2^15, rounded; not all of them -2^15 times -1.
inline Octet scaled(Octet values, Octet factors) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<Octet>(
      wasm_i16x8_q15mulr_sat(reinterpret_cast<v128_t>(values), reinterpret_cast<v128_t>(factors)));
#elif defined(__SSE2__)
  const __m128i one = reinterpret_cast<__m128i>(values), other = reinterpret_cast<__m128i>(factors);
  const __m128i low = _mm_srli_epi16(_mm_mullo_epi16(one, other), 14);
  const __m128i high = _mm_mulhi_epi16(one, other);
  return reinterpret_cast<Octet>(_mm_add_epi16(
      _mm_add_epi16(high, high), _mm_srli_epi16(_mm_add_epi16(low, _mm_set1_epi16(1)), 1)));
#else
  Octet result;
  for (int i = 0; i < 8; ++i) {
    result[i] = static_cast<std::int16_t>((values[i] * factors[i] + (1 << 14)) >> 15);
  }
  return result;
#endif
}
// moved_up has each value one place higher; the lowest is the highest of `before`.
inline Octet moved_up(Octet before, Octet values) {
#if defined(__SSE2__)
  return reinterpret_cast<Octet>(
      _mm_or_si128(_mm_slli_si128(reinterpret_cast<__m128i>(values), 2),
                   _mm_srli_si128(reinterpret_cast<__m128i>(before), 14)));
#else
  return __builtin_shufflevector(before, values, 7, 8, 9, 10, 11, 12, 13, 14);
#endif
}

// quad are four numbers of 16 bits.
inline Quad quad(const std::int16_t* at) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<Quad>(wasm_i32x4_load16x4(at));
#elif defined(__SSE2__)
  const __m128i four = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(at));
  return reinterpret_cast<Quad>(_mm_srai_epi32(_mm_unpacklo_epi16(four, four), 16));
#else
  return Quad{at[0], at[1], at[2], at[3]};
#endif
}

// widened makes doubles of four numbers.
struct TwoPairs {
  Pair low, high;
};
inline TwoPairs widened(Quad four) {
  const Quad upper = __builtin_shufflevector(four, four, 2, 3, 2, 3);
#if defined(__wasm_simd128__)
  const auto pair_of = [](Quad values) {
    return reinterpret_cast<Pair>(wasm_f64x2_convert_low_i32x4(reinterpret_cast<v128_t>(values)));
  };
#elif defined(__SSE2__)
  const auto pair_of = [](Quad values) {
    return reinterpret_cast<Pair>(_mm_cvtepi32_pd(reinterpret_cast<__m128i>(values)));
  };
#else
  const auto pair_of = [](Quad values) {
    return Pair{static_cast<double>(values[0]), static_cast<double>(values[1])};
  };
#endif
  return {pair_of(four), pair_of(upper)};
}

// products_of adds the products of neighbours: a[0] b[0] + a[1] b[1], and so on.
inline Quad products_of(Octet a, Octet b) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<Quad>(
      wasm_i32x4_dot_i16x8(reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(b)));
#elif defined(__SSE2__)
  return reinterpret_cast<Quad>(
      _mm_madd_epi16(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
  Quad sums;
  for (int i = 0; i < 4; ++i) sums[i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
  return sums;
#endif
}

// sums_of are the sums of the four numbers of each.
inline Quad sums_of(Quad a, Quad b, Quad c, Quad d) {
  const Quad ab =
      __builtin_shufflevector(a, b, 0, 4, 1, 5) + __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const Quad cd =
      __builtin_shufflevector(c, d, 0, 4, 1, 5) + __builtin_shufflevector(c, d, 2, 6, 3, 7);
  return __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}

// any is whether a comparison holds for one of the values.
inline bool any(Octet mask) {
#if defined(__wasm_simd128__)
  return wasm_v128_any_true(reinterpret_cast<v128_t>(mask));
#elif defined(__SSE2__)
  return _mm_movemask_epi8(reinterpret_cast<__m128i>(mask)) != 0;
#else
  bool found = false;
  for (int i = 0; i < 8; ++i) found = found || mask[i] != 0;
  return found;
#endif
}

// PairValue is two complex numbers.
struct PairValue {
  Pair re, im;
};

inline PairValue operator+(PairValue a, PairValue b) { return {a.re + b.re, a.im + b.im}; }
inline PairValue operator-(PairValue a, PairValue b) { return {a.re - b.re, a.im - b.im}; }
inline PairValue operator*(PairValue a, PairValue b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
inline PairValue conjugate(PairValue a) { return {a.re, -a.im}; }
// turned is the product with i.
inline PairValue turned(PairValue a) { return {-a.im, a.re}; }

// firsts and seconds are the first and the second of a's numbers, beside those of b.
inline PairValue firsts(PairValue a, PairValue b) {
  return {__builtin_shufflevector(a.re, b.re, 0, 2), __builtin_shufflevector(a.im, b.im, 0, 2)};
}
inline PairValue seconds(PairValue a, PairValue b) {
  return {__builtin_shufflevector(a.re, b.re, 1, 3), __builtin_shufflevector(a.im, b.im, 1, 3)};
}

}  // namespace interleave
