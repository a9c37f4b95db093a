#include "cli/words.h"

namespace interleave {

std::variant<Words, std::string> read_words(const std::vector<std::string>& words,
                                            const std::string& command, const std::string& subject,
                                            const std::set<std::string>& flags,
                                            const std::set<std::string>& valued) {
  if (words.empty()) return command + " needs " + subject + ".";
  Words read;
  read.subject = words[0];
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (flags.contains(word)) {
      read.flags.insert(word);
      continue;
    }
    if (!valued.contains(word)) return command + " has no option \"" + word + "\".";
    if (i + 1 == words.size()) return word + " needs a value.";
    const std::string& value = words[++i];
    if (word != "--set") {
      read.values[word] = value;
      continue;
    }
    const std::size_t equals = value.find('=');
    if (equals == std::string::npos) return "--set needs NAME=VALUE, not \"" + value + "\".";
    read.parameters[value.substr(0, equals)] = value.substr(equals + 1);
  }
  return read;
}

}  // namespace interleave
