// Factorials as the products of the powers of their primes.
//
// These files, balanced.cpp, decimal.cpp, fft.cpp, multiply.cpp, plan.cpp, turns.cpp and
// unit_root.cpp throw nothing, and nothing may be thrown through them: a controlled module has them
// compiled without exceptions. A product calls many functions while it owns memory, and there each
// of these calls would go through JavaScript.
#pragma once

#include <cstdint>
#include <functional>

#include "bignum/factorial.h"

namespace interleave {

// prime_powers is n! for an n of at most kMostFactorial, not checked. `go_on`, if any, is asked at
// least once for each Fourier transform, with the share of the work that is done (0 to 1); once it
// says no, the rest is left out, and the result is nobody's.
Factorial prime_powers(std::uint32_t n, const std::function<bool(double)>& go_on,
                       const Share& share);

}  // namespace interleave
