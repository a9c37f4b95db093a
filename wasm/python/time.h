// time: sleeping and clocks, as Python's time module.
#pragma once

#include "kernel/location.h"

namespace interleave {

// sleep lets `seconds` of program time pass; sleep(0) only lets others go first. Throws ValueError
// when negative.
void sleep(double seconds, Location where = Location::here());
inline void sleep(int seconds, Location where = Location::here()) {
  sleep(static_cast<double>(seconds), where);  // closer than POSIX's sleep(unsigned)
}

// perf_counter is program time in seconds; only differences mean anything.
double perf_counter();

}  // namespace interleave
