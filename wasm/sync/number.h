// The digits of floating-point numbers: natively by the C library, in a page by JavaScript, which
// has them anyway; the library's own would be a tenth of a module.
#pragma once

#include <string>

namespace interleave {

// exponential is the finite `value` in the fewest digits that give it back, as "1.25e+2" or "3e-5":
// ECMA-262's Number.prototype.toExponential. The sign of a zero is lost.
std::string exponential(double value);

// decimal is the number that `text` writes in decimal, with or without an exponent; NaN if it is
// something else. Requires digits, signs, points and e's alone.
double decimal(const std::string& text);

}  // namespace interleave
