// The point of no return: the last choice of a run at which another ending could still be reached.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "explore/exploration.h"

namespace interleave {

struct NoReturn {
  // choice is the index of the last choice (among those with more than one option) at which some
  // other option leads to another fate; without one, the run was lost from its first step.
  std::optional<std::uint32_t> choice;
  // schedule are the choices of a run that takes that way out.
  std::vector<Choice> way_out;
  std::uint64_t executions = 0;
  // exact is false when the search was cut short: a later way out may have been missed.
  bool exact = true;
};

// point_of_no_return looks, from the end of the run `choices` that ended in `fate`, for the last
// choice from which an execution with another fate begins. It runs at most `budget` executions.
NoReturn point_of_no_return(const std::function<void()>& program, const ExploreOptions& options,
                            const std::vector<Choice>& choices, Fate fate, std::uint64_t budget);

}  // namespace interleave
