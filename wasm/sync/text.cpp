#include "sync/text.h"

#include <cmath>
#include <cstdlib>

#include "kernel/object.h"
#include "sync/number.h"

namespace interleave {

std::string number_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  // Python's repr: an exponent below 1e-4 and from 1e16 on, plain digits between (PEP 3101, 'r').
  const std::string text = exponential(std::abs(value));
  const std::size_t e = text.find('e');
  const int exponent = std::atoi(text.c_str() + e + 1);
  std::string mantissa = text.substr(0, e);
  const char* const sign = std::signbit(value) ? "-" : "";
  if (exponent < -4 || exponent >= 16) {
    const std::string digits = std::to_string(std::abs(exponent));
    return sign + mantissa + (exponent < 0 ? "e-" : "e+") + (digits.size() < 2 ? "0" : "") + digits;
  }
  if (mantissa.size() > 1) mantissa.erase(1, 1);
  if (exponent < 0) {
    mantissa = "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + mantissa;
  } else {
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (mantissa.size() <= whole) {
      mantissa += std::string(whole - mantissa.size(), '0') + ".0";
    } else {
      mantissa.insert(whole, ".");
    }
  }
  return sign + mantissa;
}

std::string address_text(const Object& object) {
  std::string text = "0x7f";
  for (int shift = 36; shift >= 0; shift -= 4) {
    text += "0123456789abcdef"[(0x10ull * object.id()) >> shift & 15];
  }
  return text;
}

// append_up_to_field moves `form` past its next {} and appends the text before it to `out`.
void detail::append_up_to_field(std::string& out, std::string_view& form) {
  while (!form.empty()) {
    const char c = form.front();
    const char next = form.size() > 1 ? form[1] : '\0';
    form.remove_prefix(1);
    if (c == '{' && next == '}') {
      form.remove_prefix(1);
      return;
    }
    if ((c == '{' || c == '}') && next == c) form.remove_prefix(1);
    out += c;
  }
}

}  // namespace interleave
