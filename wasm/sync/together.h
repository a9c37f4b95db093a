// together: a group of threads that begin at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kernel/location.h"

namespace interleave {

// together starts one thread a body, all in one step, and joins them all in one more. Starting and
// joining are no choices then: the interleavings of such a program are those of its bodies. The
// threads are named after the order of the bodies: "1", "2", ... Throws RuntimeError when there is
// no room for so many threads.
void together(std::vector<std::function<void()>> bodies, Location where = Location::here());

}  // namespace interleave
