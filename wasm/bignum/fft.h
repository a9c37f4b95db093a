// Fft: the complex Fourier transform that multiplies long numbers, in doubles, two lanes at a time.
//
// Sizes are 2^k and 3 * 2^k. The forward transform leaves its values in an order of its own, and
// the inverse takes them in that order: a convolution needs no other.
#pragma once

#include <cstddef>

namespace interleave {

// Complexes are `size` complex numbers as two arrays, aligned for two doubles at a time.
struct Complexes {
  double* re;
  double* im;
};

// kMostFftSize bounds a transform: its factors are kept for the next one.
inline constexpr std::size_t kMostFftSize = std::size_t{1} << 20;

// fft_size is the smallest size of a transform that holds `count` values, at least 8.
std::size_t fft_size(std::size_t count);

// fft and inverse_fft transform `size` values in place; the inverse leaves them `size` times too
// large. Requires: `size` came from fft_size. Any number of threads may transform at a time.
void fft(Complexes values, std::size_t size);
void inverse_fft(Complexes values, std::size_t size);

// unit_root is e^(2 pi i numerator / denominator), with an error of at most kRootError.
struct Root {
  double re, im;
};
Root unit_root(std::size_t numerator, std::size_t denominator);

// kRootError: the angle is first brought below pi / 4, where its own rounding is 2.4 * 2^-53; sine
// and cosine add at most 1.5 * 2^-53 together (fft.cpp).
inline constexpr double kRootError = 4 * 0x1p-53;

}  // namespace interleave
