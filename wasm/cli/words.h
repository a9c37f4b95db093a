// Words: the options of a command, taken from the command line.
#pragma once

#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace interleave {

// parse_whole is `text` as a whole number between `min` and `max`.
template <class Number>
std::optional<Number> parse_whole(const std::string& text, Number min, Number max) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value < min || value > max) return std::nullopt;
  return value;
}

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
