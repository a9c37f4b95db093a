#include <cstdio>

#include "cli/commands.h"
#include "demo.h"
#include "wire/describe.h"

namespace interleave {

int complain(const std::string& sentence) {
  std::fprintf(stderr, "interleave: %s\n\n%s", sentence.c_str(), kUsage);
  return 2;
}

int list_command(const std::vector<std::string>& words) {
  if (words.size() == 1 && words[0] == "--json") {
    std::printf("%s\n", describe_json().c_str());
    return 0;
  }
  if (!words.empty()) return complain("list takes no \"" + words[0] + "\".");
  for (const Demo& demo : all_demos()) {
    std::printf("%-30s %s\n", demo.id, static_cast<const char*>(demo.title));
    for (const Parameter& parameter : demo.parameters) {
      std::printf("    %s=%s\n", parameter.name, parameter.standard().c_str());
    }
  }
  return 0;
}

}  // namespace interleave
