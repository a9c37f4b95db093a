// Integers: what Boost's cpp_int is slow at when it is long. Its own product of long numbers and
// its way to decimal take time with the square of the length; these use the transform of
// multiply.h.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string>
#include <string_view>

namespace interleave {

using Integer = boost::multiprecision::cpp_int;

// product is a * b. Short ones are left to cpp_int.
Integer product(const Integer& a, const Integer& b);

// decimal_text is `value` in decimal, as str() writes it. The number is halved at a power of two,
// the halves are converted, and put together again in decimal: O(M(n) log n) for products of M(n).
std::string decimal_text(const Integer& value);

// integer_of reads what decimal_text writes, by halves at a power of ten. Throws
// std::invalid_argument for anything else.
Integer integer_of(std::string_view text);

}  // namespace interleave
