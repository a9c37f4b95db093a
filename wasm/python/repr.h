// repr, chr, ord: texts as Python shows them, and the characters they are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/text.h"

namespace interleave {

// repr is a str as Python's repr() writes it: in single quotes, unless there are some in it and no
// double ones; backslashes, quotes and control characters escaped. `text` is UTF-8; what is not
// comes out as \x and its byte.
std::string repr(std::string_view text);
inline std::string repr(const std::string& text) { return repr(std::string_view(text)); }
inline std::string repr(const char* text) { return repr(std::string_view(text)); }

// Of a number it is what print writes.
template <class Value>
requires std::is_arithmetic_v<Value> std::string repr(Value value) { return to_text(value); }

// list_text is a list as Python prints it: ['a', 'b'].
template <class Item>
std::string list_text(const std::vector<Item>& items) {
  std::string out = "[";
  for (const Item& item : items) {
    if (out.size() > 1) out += ", ";
    out += repr(item);
  }
  return out + "]";
}

// characters are the code points of `text`, which is UTF-8; a byte that is not stands for itself.
std::vector<char32_t> characters(std::string_view text);

// chr is the character with this number, in UTF-8. Throws ValueError for what is no code point,
// UnicodeEncodeError for half of a surrogate pair, which Python can hold but not print.
std::string chr(long code);

}  // namespace interleave
