// A query: names and values in one text, as a link has them after its question mark.
#pragma once

#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace interleave {

// decoded is a part of a query as it was before it was percent-encoded; '+' is a space. What is not
// an escape stands for itself (WHATWG URL, application/x-www-form-urlencoded).
std::string decoded(std::string_view text);

// encoded is `text` as it stands in a query.
std::string encoded(std::string_view text);

// read_query is the values of a query such as "a=1&b=x%20y", by name. Where a name comes twice, the
// last one holds.
std::map<std::string, std::string> read_query(std::string_view query);

// parse_whole is `text` as a whole number between `min` and `max`.
template <class Number>
std::optional<Number> parse_whole(std::string_view text, Number min, Number max) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value < min || value > max) return std::nullopt;
  return value;
}

}  // namespace interleave
