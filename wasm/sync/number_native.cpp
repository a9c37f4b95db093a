#include <charconv>
#include <cstdlib>
#include <limits>

#include "sync/number.h"

namespace interleave {

std::string exponential(double value) {
  char digits[40];
  const auto [end, error] =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific);
  std::string text(digits, end);
  // The C library writes an exponent of two digits at least.
  const std::size_t sign = text.find('e') + 1;
  if (text[sign + 1] == '0' && text.size() > sign + 2) text.erase(sign + 1, 1);
  return value == 0 && text[0] == '-' ? text.substr(1) : text;
}

double decimal(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  const bool whole = end == text.c_str() + text.size() && !text.empty();
  return whole ? value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace interleave
