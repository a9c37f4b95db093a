// math, sys: long integers with all their digits, and the limit on writing them.
#pragma once

#include <cstdint>
#include <string>

#include "bignum/factorial.h"
#include "kernel/location.h"

namespace interleave {

// LongInteger is a natural number of any length, kept in decimal.
class LongInteger {
 public:
  explicit LongInteger(Factorial value) : value_(std::move(value)) {}

  // digits is how many decimal digits it has.
  std::size_t digits() const { return value_.length(); }

  // str writes it in decimal. Throws ValueError when it has more digits than may be converted.
  std::string str(Location where = Location::here()) const;

 private:
  Factorial value_;
};

// get_int_max_str_digits is how many digits an int may have to be written, 0 for no limit, in this
// run; 4300 until it is set. set_int_max_str_digits throws ValueError for 1 to 639 and for negative
// numbers.
long get_int_max_str_digits();
void set_int_max_str_digits(long digits);

namespace math {

// factorial is n!, for n up to kMostFactorial. Throws ValueError for a negative n, OverflowError
// for a larger one. Shared, its long products are made by the cores that have nothing to do, too,
// unless the caller is under an interpreter's lock.
enum class Work { alone, shared };
LongInteger factorial(long n, Work work = Work::alone, Location where = Location::here());

// warm_up is Demo::warm_up for who times factorials.
bool warm_up(unsigned step);

// factorials computes x! for every x below `n`, one after the other, keeps none, and returns how
// many digits they have together.
std::uint64_t factorials(long n, Location where = Location::here());

}  // namespace math
}  // namespace interleave
