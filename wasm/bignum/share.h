// Share: who else takes part in a long product.
#pragma once

#include <functional>

namespace interleave {

// Share calls work(0) to work(count - 1), each once, in any order and perhaps side by side, and
// returns when all have returned. Neither it nor the work throws.
using Share = std::function<void(unsigned count, const std::function<void(unsigned)>& work)>;

// kMayShare is false in a controlled module, where one thread runs at a time: what sharing takes is
// left out there, and a Share is not called.
#ifdef INTERLEAVE_ALONE
inline constexpr bool kMayShare = false;
#else
inline constexpr bool kMayShare = true;
#endif

}  // namespace interleave
