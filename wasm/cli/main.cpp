// interleave: the demos as a native command. `interleave help` tells its use.
#include <cstdio>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "kernel/live/process_host_linux.h"

int main(int count, char** values) {
  interleave::LinuxHost::run_if_born();
  const std::vector<std::string> words(values + 1, values + count);
  const std::string command = words.empty() ? "help" : words.front();
  const std::vector<std::string> rest(words.begin() + (words.empty() ? 0 : 1), words.end());
  if (command == "list") return interleave::list_command(rest);
  if (command == "run") return interleave::run_command(rest);
  if (command == "explore") return interleave::explore_command(rest);
  if (command == "replay") return interleave::replay_command(rest);
  if (command == "help" || command == "--help" || command == "-h") {
    std::fputs(interleave::kUsage, stdout);
    return 0;
  }
  return interleave::complain("There is no command \"" + command + "\".");
}
