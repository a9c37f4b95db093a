#include "python/repr.h"

#include <algorithm>

#include "sync/errors.h"

namespace interleave {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// sequence_length is how many bytes the character at the front of `text` has; 0 if it is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80         ? 1
                             : lead >> 5 == 0x06 ? 2
                             : lead >> 4 == 0x0e ? 3
                             : lead >> 3 == 0x1e ? 4
                                                 : 0;
  if (length == 0 || length > text.size()) return 0;
  const auto rest = text.substr(1, length - 1);
  const bool good = std::all_of(rest.begin(), rest.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
  });
  return good ? length : 0;
}

void append_escape(std::string& out, unsigned char byte) {
  out += "\\x";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

}  // namespace

std::string repr(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  const char quote = single && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string out(1, quote);
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    const char c = text[0];
    if (length > 1) {
      out += text.substr(0, length);
    } else if (c == quote || c == '\\') {
      (out += '\\') += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (length == 0 || static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      append_escape(out, static_cast<unsigned char>(c));
    } else {
      out += c;
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out + quote;
}

std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> codes;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(sequence_length(text), 1);
    auto code = static_cast<char32_t>(static_cast<unsigned char>(text[0]));
    if (length > 1) code &= 0x7fU >> length;
    for (std::size_t i = 1; i < length; ++i) {
      code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3fU);
    }
    codes.push_back(code);
    text.remove_prefix(length);
  }
  return codes;
}

std::string chr(long code) {
  if (code < 0 || code > 0x10ffff) throw ValueError("chr() arg not in range(0x110000)");
  if (code >= 0xd800 && code < 0xe000) {
    std::string shown = "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) shown += kHex[(code >> shift) & 15];
    throw UnicodeEncodeError("'utf-8' codec can't encode character '" + shown +
                             "' in position 0: surrogates not allowed");
  }
  const auto tail = [code](int shift) {
    return static_cast<char>(0x80 | ((code >> shift) & 0x3f));
  };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xc0 | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xe0 | (code >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

}  // namespace interleave
