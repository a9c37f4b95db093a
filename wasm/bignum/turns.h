// Turns: what the passes of a transform multiply with.
#pragma once

#include <cstddef>

#include "bignum/pair.h"

namespace interleave {

// Turns are the first three powers of r, for two parts x^4m - r^4 side by side.
struct Turns {
  PairValue once, twice, thrice;
};

// The first pass makes four parts. Two of them lie side by side as the two lanes of PairValues, and
// the other two follow: each of these two halves is then taken apart on its own, and nothing ever
// crosses lanes. Of depth d there are 4^d parts in each lane.
inline constexpr std::size_t kHalves = 2;

// kTurnError is what a turn is off by at most. It is the product of two roots of which one is 1 + d
// with a d below 2 pi / 64: the other one's kRootError, what d times it is off by, which is below
// |d| (4 + 4 + sqrt 5) 2^-53, and 0.71 * 2^-53 for adding the two.
inline constexpr double kTurnError = 6 * 0x1p-53;

// turns_of are those of the parts of a depth, of one half after the other; made at their first use,
// whichever thread that is.
const Turns* turns_of(unsigned depth, std::size_t half);

}  // namespace interleave
