// The link of a controlled run, as the page reads it.
#pragma once

#include <string>
#include <vector>

#include "kernel/controlled/scheduler.h"
#include "wire/options.h"

namespace interleave {

// schedule_text is the schedule of `choices` for the run `options`.
std::string schedule_text(const RunOptions& options, const std::vector<Choice>& choices);

// link_text is the fragment that opens the page at a replay of `choices`.
std::string link_text(const RunOptions& options, const std::vector<Choice>& choices);

}  // namespace interleave
