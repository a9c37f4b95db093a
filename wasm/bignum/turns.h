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

// turns_of are those of the parts of a depth, of one half after the other; made at their first use,
// whichever thread that is.
const Turns* turns_of(unsigned depth, std::size_t half);

}  // namespace interleave
