// Fft: products of long polynomials, in doubles, two lanes at a time.
//
// A polynomial of 2 n real coefficients modulo x^2n + 1 is one of n complex coefficients modulo
// x^n - i: coefficient n + j is the imaginary part of coefficient j (the "right-angle convolution"
// of R. Crandall and B. Fagin, "Discrete weighted transforms and large-integer arithmetic", Math.
// Comp. 62, 1994). That one is taken apart as D. J. Bernstein describes it ("Multidigit
// multiplication for mathematicians", 2001): modulo x^4m - r^4 it is four modulo x^m - r,
// x^m - i r, x^m + r and x^m + i r, and so on. A pass multiplies with numbers that depend on the
// part alone, not on the place in it, and the first needs no pass before it that would turn x^n - i
// into x^n - 1.
//
// What is left are parts of 3, 4 or 5 coefficients, which are multiplied as they are: taking so few
// apart further takes longer. The sizes are 2^k, 3 * 2^k and 5 * 2^k. The parts keep the order in
// which they come.
#pragma once

#include <cstddef>
#include <cstdint>

namespace interleave {

struct PairValue;

// kMostFftSize bounds a transform: its factors are kept for the next one.
inline constexpr std::size_t kMostFftSize = std::size_t{1} << 20;

// fft_size is the smallest size n that is at least `count`.
std::size_t fft_size(std::size_t count);

// shorter_fft_size is the one before. Requires: there is one.
std::size_t shorter_fft_size(std::size_t size);

// leaf_size is how many coefficients the last parts have: 3, 4 or 5.
std::size_t leaf_size(std::size_t size);

// Values are what a polynomial becomes: size / 2 PairValues, which are not in any order that would
// mean something elsewhere. The functions below require a `size` from fft_size; any number of
// threads may call them at a time, and share one transform.
//
// The first two passes make kBranches of the coefficients, which nothing crosses any more, and the
// last two make coefficients of them. These passes may be done some places at a time: the
// 2 * size coefficients are kRuns runs of run_length(size), and a place is one in each run.
inline constexpr std::size_t kBranches = 8;
inline constexpr std::size_t kRuns = 32;
constexpr std::size_t run_length(std::size_t size) { return 2 * size / kRuns; }

// begin_transform takes 2 * size coefficients, or the lower half of them where the others are 0,
// and does what is to be done at `count` places from the place `from` on. Requires: both are
// multiples of 4, or all places are meant.
enum class Given { all, lower_half };
void begin_transform(const std::int16_t* coefficients, Given given, PairValue* values,
                     std::size_t size, std::size_t from, std::size_t count);

// transform_branches does the rest, of `count` branches from the branch `first` on, and
// transform_branches_back undoes that. multiply_branches makes the branches of `values` those of
// the product; `others` may be the same. Requires: all of kBranches, or a size of kLeastShared at
// least.
inline constexpr std::size_t kLeastShared = 4096;
void transform_branches(PairValue* values, std::size_t size, std::size_t first, std::size_t count);
void multiply_branches(PairValue* values, const PairValue* others, std::size_t size,
                       std::size_t first, std::size_t count);
void transform_branches_back(PairValue* values, std::size_t size, std::size_t first,
                             std::size_t count);

// coefficients_of makes coefficients of the branches, at `count` places from the place `from` on:
// those of run r are written from to[r * stride] on. The values are not the branches any more.
// Requires: `from` and `count` are even.
void coefficients_of(PairValue* values, std::size_t size, std::size_t from, std::size_t count,
                     double* to, std::size_t stride);

}  // namespace interleave
