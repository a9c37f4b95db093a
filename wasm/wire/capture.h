// A live run as a controlled schedule, and the point of no return of a controlled one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "wire/options.h"

namespace interleave {

// Captured is a live run's trace as a schedule that replays it.
struct Captured {
  std::string schedule;
  std::string link;
  bool late_timers = false;   // the live run's timers fired in an order that strict time has not
  bool exact = false;         // every operation came in the live run's order
  bool same_outcome = false;  // fate, output and values are the live run's
  std::uint32_t diverged_at = 0;  // where not exact: the live event that could not be followed
  std::string sentence;
};

// capture follows the records of a live run of `options`, which may have been stopped.
Captured capture(RunOptions options, const std::vector<std::byte>& records);

// capture_json is {"ok": true, "schedule", "link", "time", "exact", "same_outcome", "diverged_at",
// "sentence"}.
std::string capture_json(const RunOptions& options, const std::vector<std::byte>& records);

// no_return_json looks for the last step of the run `options` (a replay) from which another fate
// could still be reached: {"ok": true, "fate", "choice", "step" (the event's sequence number),
// "thread", "way_out" (a link), "executions", "exact", "sentence"}; choice, step and way_out are
// null where there is none.
std::string no_return_json(const RunOptions& options);

}  // namespace interleave
