// time: sleeping and clocks, as Python's time module.
#pragma once

#include "kernel/location.h"

namespace interleave {

// sleep lets `seconds` of program time pass; sleep(0) only lets others go first. Throws ValueError
// when negative or NaN, OverflowError when no clock can hold it.
void sleep(double seconds, Location where = Location::here());
inline void sleep(int seconds, Location where = Location::here()) {
  sleep(static_cast<double>(seconds), where);  // closer than POSIX's sleep(unsigned)
}

// perf_counter and monotonic are program time in seconds; only differences mean anything.
double perf_counter();
inline double monotonic() { return perf_counter(); }

// unix_time is program time as a date, in seconds since 1970. A controlled run always begins on the
// same one. (POSIX has a time() of its own, hence the name.)
double unix_time();

}  // namespace interleave
