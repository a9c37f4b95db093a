#include "explore/no_return.h"

#include <algorithm>

#include "explore/depth_first.h"

namespace interleave {

NoReturn point_of_no_return(const std::function<void()>& program, const ExploreOptions& options,
                            const std::vector<Choice>& choices, Fate fate, std::uint64_t budget) {
  // What one subtree may cost before the search says that it does not know.
  const std::uint64_t share = std::max<std::uint64_t>(budget / 8, 1);
  NoReturn found;
  FiberPool fibers;
  for (std::size_t i = choices.size(); i-- > 0;) {
    for (unsigned option = 0; option < choices[i].options; ++option) {
      if (option == choices[i].taken) continue;
      std::vector<Choice> prefix(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(i));
      prefix.push_back(choices[i]);
      prefix.back().taken = static_cast<std::uint8_t>(option);
      DepthFirst search(prefix);
      std::uint64_t spent = 0;
      do {
        if (found.executions == budget || spent == share) {
          found.exact = false;
          if (found.executions == budget) return found;
          break;
        }
        ++found.executions;
        ++spent;
        Execution::Options limits;
        limits.seed = options.seed;
        limits.max_steps = options.max_steps;
        limits.record = false;
        limits.late_timers = options.late_timers;
        Execution execution(search, fibers, limits);
        search.begin(execution);
        if (execution.run(Task::borrowed(program)).fate == fate) continue;
        found.choice = static_cast<std::uint32_t>(i);
        found.way_out = execution.choices();
        return found;
      } while (search.advance());
    }
  }
  return found;
}

}  // namespace interleave
