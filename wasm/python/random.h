// random: as Python's random module, drawn from the calling thread's own stream.
#pragma once

#include "kernel/location.h"

namespace interleave {

// uniform is a number between `low` and `high`, every one as likely.
double uniform(double low, double high, Location where = Location::here());

}  // namespace interleave
