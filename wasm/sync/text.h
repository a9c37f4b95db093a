// Text: values as Python's str() writes them.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace interleave {

// number_text is `value` as Python writes a float: the shortest digits that give it back, with a
// point or an exponent.
std::string number_text(double value);

inline std::string to_text(const std::string& value) { return value; }
inline std::string to_text(std::string_view value) { return std::string(value); }
inline std::string to_text(const char* value) { return value; }

template <class Value>
requires std::is_arithmetic_v<Value> std::string to_text(Value value) {
  if constexpr (std::same_as<Value, bool>) {
    return value ? "True" : "False";
  } else if constexpr (std::same_as<Value, char>) {
    return std::string(1, value);
  } else if constexpr (std::floating_point<Value>) {
    return number_text(value);
  } else {
    return std::to_string(value);
  }
}

class Object;

// address_text is where Python would say that `object` lies; here it is made of its number, so that
// it is the same in every run.
std::string address_text(const Object& object);

namespace detail {
void append_up_to_field(std::string& out, std::string_view& form);
}

// format replaces each {} in `form` by the next argument's text, as Python's str.format; {{ and }}
// stand for braces.
//
// It takes its arguments so that a call with a std::string never means std::format, which is found
// among its candidates where <format> is included.
template <std::size_t Size, class... Arguments>
std::string format(const char (&literal)[Size], Arguments&&... arguments) {
  std::string_view form(literal, Size - 1);
  std::string out;
  ((detail::append_up_to_field(out, form), out += to_text(arguments)), ...);
  detail::append_up_to_field(out, form);
  return out;
}

}  // namespace interleave
