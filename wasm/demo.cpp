#include "demo.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <tuple>

#include "kernel/assert.h"
#include "sync/number.h"
#include "sync/text.h"

namespace interleave {
namespace {

std::vector<Demo>& registry() {
  static std::vector<Demo> demos;
  return demos;
}

std::string quoted(const std::string& text) {
  constexpr std::size_t kShown = 40;
  return "\"" + (text.size() > kShown ? text.substr(0, kShown) + "..." : text) + "\"";
}

std::string range(const Parameter& parameter) {
  return "from " + plain_number(parameter.min) + " to " + plain_number(parameter.max);
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> items;
  while (true) {
    const std::size_t comma = text.find(',');
    std::string_view item = text.substr(0, comma);
    // People put a space after a comma.
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    items.push_back(item);
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 1);
  }
}

// is_line tells whether `text` is 1 to `max_length` characters without a control character.
bool is_line(std::string_view text, unsigned max_length) {
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  // A UTF-8 character is its bytes but for the continuation bytes.
  const auto length = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  });
  return !control && length > 0 && length <= static_cast<long>(max_length);
}

// complaint says what is wrong with `text` for `parameter`; empty when nothing is.
std::string complaint(const Parameter& parameter, const std::string& text) {
  const std::string must = std::string(parameter.name) + " must be ";
  const std::string given = "; " + quoted(text) + " is not.";
  switch (parameter.type) {
    case Parameter::Type::integer:
    case Parameter::Type::number: {
      const auto value = parse_number(text);
      const bool whole = parameter.type == Parameter::Type::integer;
      if (!value || *value < parameter.min || *value > parameter.max ||
          (whole && *value != std::floor(*value))) {
        return must + (whole ? "a whole number " : "a number ") + range(parameter) + given;
      }
      return "";
    }
    case Parameter::Type::boolean:
      return text == "true" || text == "false" ? "" : must + "true or false" + given;
    case Parameter::Type::choice: {
      if (std::find(parameter.choices.begin(), parameter.choices.end(), text) !=
          parameter.choices.end())
        return "";
      std::string allowed;
      for (const char* choice : parameter.choices) {
        allowed += std::string(allowed.empty() ? "" : ", ") + choice;
      }
      return must + "one of " + allowed + given;
    }
    case Parameter::Type::text:
      if (is_line(text, parameter.max_length)) return "";
      return must + "a text of 1 to " + std::to_string(parameter.max_length) +
             " characters on one line" + given;
    case Parameter::Type::words: {
      const auto items = split(text);
      const bool good =
          items.size() >= parameter.min_items && items.size() <= parameter.max_items &&
          std::all_of(items.begin(), items.end(),
                      [&](std::string_view item) { return is_line(item, parameter.max_length); });
      if (good) return "";
      return must + std::to_string(parameter.min_items) + " to " +
             std::to_string(parameter.max_items) + " texts of 1 to " +
             std::to_string(parameter.max_length) + " characters, separated by commas" + given;
    }
    case Parameter::Type::list: {
      const auto items = split(text);
      const bool good = items.size() >= parameter.min_items &&
                        items.size() <= parameter.max_items &&
                        std::all_of(items.begin(), items.end(), [&](std::string_view item) {
                          const auto value = parse_number(item);
                          return value && *value >= parameter.min && *value <= parameter.max;
                        });
      if (good) return "";
      return must + std::to_string(parameter.min_items) + " to " +
             std::to_string(parameter.max_items) + " numbers " + range(parameter) +
             ", separated by commas" + given;
    }
  }
  return "";
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 24) return std::nullopt;
  const bool allowed = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == 'e' || c == 'E' || c == '+';
  });
  if (!allowed) return std::nullopt;
  const double value = decimal(std::string(text));
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string plain_number(double value) {
  std::string text = number_text(value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string Parameter::standard() const {
  switch (type) {
    case Type::integer:
    case Type::number:
      return plain_number(standard_number);
    case Type::boolean:
      return standard_number != 0 ? "true" : "false";
    case Type::list: {
      std::string text;
      for (const double item : standard_list)
        text += (text.empty() ? "" : ",") + plain_number(item);
      return text;
    }
    default:
      return standard_text;
  }
}

std::string_view Demo::file() const {
  const std::string_view all = path;
  return all.substr(all.find_last_of("/\\") + 1);
}

long Arguments::operator[](const Integer& integer) const {
  return static_cast<long>(number(integer.name));
}

double Arguments::operator[](const Number& number) const { return this->number(number.name); }

double Arguments::number(std::string_view name) const {
  for (const auto& [known, value] : numbers_) {
    if (known == name) return value;
  }
  INTERLEAVE_ASSERT(false, "A demo asks only for parameters that it declares");
}

bool Arguments::operator[](const Boolean& boolean) const { return value(boolean.name) == "true"; }

std::vector<double> Arguments::operator[](const List& list) const {
  std::vector<double> numbers;
  for (const std::string_view item : split(value(list.name))) {
    numbers.push_back(*parse_number(item));
  }
  return numbers;
}

std::vector<std::string> Arguments::operator[](const TextList& words) const {
  const auto items = split(value(words.name));
  return {items.begin(), items.end()};
}

Registration::Registration(const Demo& demo) {
  INTERLEAVE_ASSERT(find_demo(demo.id) == nullptr, "Two demos have the same id");
  for (const Parameter& parameter : demo.parameters) {
    for (const std::string_view taken : {"mode", "scheduler", "seed", "s", "speed", "at", "view"}) {
      INTERLEAVE_ASSERT(parameter.name != taken, "A link uses this parameter's name for itself");
    }
  }
  std::vector<Demo>& demos = registry();
  const auto rank = [](const Demo& it) {
    return std::tuple(it.chapter, it.order, std::string_view(it.id));
  };
  const auto place =
      std::upper_bound(demos.begin(), demos.end(), demo,
                       [&](const Demo& a, const Demo& b) { return rank(a) < rank(b); });
  demos.insert(place, demo);
}

const std::vector<Demo>& all_demos() { return registry(); }

const Demo* find_demo(const std::string& id) {
  const std::vector<Demo>& demos = registry();
  const auto found =
      std::find_if(demos.begin(), demos.end(), [&](const Demo& demo) { return demo.id == id; });
  return found == demos.end() ? nullptr : &*found;
}

std::variant<Arguments, std::string> check_arguments(
    const Demo& demo, const std::map<std::string, std::string>& given) {
  Arguments arguments;
  for (const Parameter& parameter : demo.parameters) {
    const auto found = given.find(parameter.name);
    const std::string text = found == given.end() ? parameter.standard() : found->second;
    if (std::string wrong = complaint(parameter, text); !wrong.empty()) return wrong;
    arguments.values_[parameter.name] = text;
    if (parameter.type == Parameter::Type::integer || parameter.type == Parameter::Type::number) {
      arguments.numbers_.emplace_back(parameter.name, *parse_number(text));
    }
  }
  for (const auto& [name, value] : given) {
    if (arguments.values_.contains(name)) continue;
    std::string allowed;
    for (const Parameter& parameter : demo.parameters) {
      allowed += std::string(allowed.empty() ? "" : ", ") + parameter.name;
    }
    return std::string(demo.id) + " has no parameter " + quoted(name) + "; it has " +
           (allowed.empty() ? "none" : allowed) + ".";
  }
  return arguments;
}

}  // namespace interleave
