// Words: the options of a command, taken from the command line.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "wire/query.h"

namespace interleave {

// Words are a command's subject and options: --set may come again and again, the others once.
struct Words {
  std::string subject;
  std::map<std::string, std::string> parameters;  // of --set NAME=VALUE
  std::map<std::string, std::string> values;      // of options with a value
  std::set<std::string> flags;
};

// read_words sorts `words`, or says in a sentence what is wrong. `command` is for the sentence,
// `subject` what the first word must be.
std::variant<Words, std::string> read_words(const std::vector<std::string>& words,
                                            const std::string& command, const std::string& subject,
                                            const std::set<std::string>& flags,
                                            const std::set<std::string>& valued);

}  // namespace interleave
