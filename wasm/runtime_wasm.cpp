// What the C and C++ runtime would bring into a module and a page has anyway, or does without. A
// function that is defined here keeps the library's own out of the link.
#include <emscripten/console.h>
#include <strings.h>

#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <string>

#include "sync/number.h"

namespace {

const char* digits_end(const char* at) {
  while (*at >= '0' && *at <= '9') ++at;
  return at;
}

// decimal_end is where the decimal number at a place ends; null when none is there.
const char* decimal_end(const char* at) {
  const char* end = digits_end(at);
  bool any = end != at;
  if (*end == '.') {
    const char* const fraction = digits_end(end + 1);
    any |= fraction != end + 1;
    end = fraction;
  }
  if (!any) return nullptr;
  if (*end == 'e' || *end == 'E') {
    const char* const digits = end + (end[1] == '-' || end[1] == '+' ? 2 : 1);
    if (digits_end(digits) != digits) end = digits_end(digits);
  }
  return end;
}

std::size_t infinity_at(const char* at) {
  if (strncasecmp(at, "inf", 3) != 0) return 0;
  return strncasecmp(at, "infinity", 8) == 0 ? 8 : 3;
}

std::size_t nan_at(const char* at) { return strncasecmp(at, "nan", 3) == 0 ? 3 : 0; }

}  // namespace

extern "C" {

// abort_message is how the C++ runtime ends a program that throws where nobody catches. The
// library's formats its message by printf, which is as large as a search: here only the console is
// told, with the places where words would go left as they are.
[[noreturn]] __attribute__((visibility("hidden"))) void abort_message(const char* format, ...) {
  emscripten_console_error(format);
  std::abort();
}

// strtod reads the number that a text begins with (C17 7.22.1.3), but for hexadecimal ones, of
// which it reads the 0. The library's computes in 128 bits.
double strtod(const char* __restrict text, char** __restrict end) {
  const char* at = text;
  while (std::isspace(static_cast<unsigned char>(*at))) ++at;
  const char* const begin = at;
  const bool minus = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  double value = 0;
  if (const std::size_t length = infinity_at(at)) {
    at += length;
    value = minus ? -HUGE_VAL : HUGE_VAL;
  } else if (const std::size_t letters = nan_at(at)) {
    at += letters;
    value = std::copysign(std::numeric_limits<double>::quiet_NaN(), minus ? -1 : 1);
  } else if (const char* const past = decimal_end(at)) {
    at = past;
    value = interleave::decimal(std::string(begin, at));
    if (std::isinf(value)) errno = ERANGE;
  } else {
    at = text;
  }
  if (end != nullptr) *end = const_cast<char*>(at);
  return value;
}

// Nobody asks for these, but the library has them in the same place.
float strtof(const char* __restrict text, char** __restrict end) {
  return static_cast<float>(strtod(text, end));
}
long double strtold(const char* __restrict text, char** __restrict end) {
  return strtod(text, end);
}
}

// The same for what the C++ library finds wrong itself
// (https://libcxx.llvm.org/UserDocumentation.html#overriding-the-default-assertion-handler).
namespace std {
inline namespace __2 {
[[noreturn]] void __libcpp_verbose_abort(const char* format, ...) {
  emscripten_console_error(format);
  std::abort();
}
}  // namespace __2
}  // namespace std
