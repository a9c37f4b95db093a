// One controlled run, from its options to its outcome and trace.
#pragma once

#include "kernel/controlled/fiber.h"
#include "kernel/trace.h"
#include "wire/options.h"
#include "wire/outcome.h"

namespace interleave {

// ControlledRun is what a controlled run left: an outcome, or a sentence that says why it could
// not begin.
struct ControlledRun {
  std::string error;
  Outcome outcome;
  Trace trace;
};

// run_controlled runs the demo under the scheduler that `options` names, to its end.
ControlledRun run_controlled(const RunOptions& options, FiberPool& fibers);

}  // namespace interleave
