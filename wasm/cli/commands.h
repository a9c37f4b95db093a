// The commands of `interleave`, a function each. They return the exit code: 0 when all went well, 1
// when the program's run ended badly (deadlock, exception, limit), 2 when the command was wrong.
#pragma once

#include <string>
#include <vector>

namespace interleave {

inline constexpr const char* kUsage =
    R"(interleave: programs on real threads, and under a scheduler that you control

  interleave list [--json]
      the demos and their parameters
  interleave run DEMO [--set NAME=VALUE]... [--json] [--trace FILE]
                 [--live [--speed N] [--capture]]
                 [--scheduler random|round_robin|replay] [--seed N] [--schedule S]
                 [--time strict|late] [--steps N]
      runs a demo: on real threads with --live, else controlled (random, seed 0);
      --speed N lets the program's clock run N times as fast, --trace writes the binary trace,
      --capture tells the schedule that replays the live run
  interleave explore DEMO [--set NAME=VALUE]... [--json]
                 [--algorithm optimal|dpor|dfs|bounded|random|pct|pos] [--executions N]
                 [--preemptions N] [--depth N] [--seed N] [--time strict|late] [--steps N]
      runs a demo under many schedules and tells every outcome, each with a schedule that leads
      there; exits with 1 when it found a failure that the demo does not declare
  interleave replay LINK
      prints the run that a link holds step by step, a column for each thread
)";

int list_command(const std::vector<std::string>& words);
int run_command(const std::vector<std::string>& words);
int explore_command(const std::vector<std::string>& words);
int replay_command(const std::vector<std::string>& words);

// complain writes `sentence` and the usage to standard error and returns 2.
int complain(const std::string& sentence);

}  // namespace interleave
