// compute: work that takes a processor's time, with its progress told and a stop noticed.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kernel/location.h"
#include "kernel/trace.h"

namespace interleave {

// Checkpoint is called by long work with the share that is done, 0 to 1. What it throws ends the
// work: the run was stopped. It tells of the progress, and hands the interpreter lock over in time.
using Checkpoint = std::function<void(double)>;

// kProgressInterval is how often progress is told at most; long work calls its checkpoint in time
// for one every 50 ms.
inline constexpr Time kProgressInterval = 25'000'000;

// compute runs `work`, which returns the program time that it takes on a machine of our own making
// (ns): in virtual time so much passes, in slices that others of the program run beside; live the
// time that it took has passed by itself.
void compute(std::string_view what, const std::function<Time(const Checkpoint&)>& work,
             Location where);

// cores_text is how many cores there are to compute on, in words; where time is virtual each
// `worker`, a thread or a process, has one.
std::string cores_text(std::string_view worker);

}  // namespace interleave
