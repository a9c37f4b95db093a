// What the C and C++ runtime would bring into a module and a page has anyway, or does without. A
// function that is defined here keeps the library's own out of the link.
#include <emscripten/console.h>

#include <cstdarg>
#include <cstddef>
#include <cstdlib>
#include <string>

#include "sync/number.h"

extern "C" {

// abort_message is how the C++ runtime ends a program that throws where nobody catches. The
// library's formats its message by printf, which is as large as a search: here only the console is
// told, with the places where words would go left as they are.
[[noreturn]] __attribute__((visibility("hidden"))) void abort_message(const char* format, ...) {
  emscripten_console_error(format);
  std::abort();
}

// strtod is what reads numbers out of JSON (C17 7.22.1.3): of what JSON calls a number, the whole
// text. The library's computes in 128 bits.
double strtod(const char* __restrict text, char** __restrict end) {
  const std::string number(text);
  const std::size_t length = number.find_first_not_of("+-.0123456789eE");
  const double value = interleave::decimal(number.substr(0, length));
  const bool read = value == value;
  if (end != nullptr) {
    *end = const_cast<char*>(text) + (!read                         ? 0
                                      : length == std::string::npos ? number.size()
                                                                    : length);
  }
  return read ? value : 0;
}

// snprintf is what writes a character of JSON by its number (C17 7.21.6.5): of all conversions the
// hexadecimal ones, with leading zeros. The library's would bring floating point along.
int snprintf(char* __restrict buffer, std::size_t size, const char* __restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::string text;
  while (*format != '\0') {
    if (*format != '%') {
      text += *format++;
      continue;
    }
    unsigned digits = 0;
    for (++format; *format == '.' || *format == 'h' || (*format >= '0' && *format <= '9');
         ++format) {
      if (*format >= '0' && *format <= '9')
        digits = digits * 10 + static_cast<unsigned>(*format - '0');
    }
    const char* const all = *format++ == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string number;
    for (unsigned rest = va_arg(arguments, unsigned); rest != 0; rest /= 16) {
      number.insert(number.begin(), all[rest % 16]);
    }
    if (number.size() < digits) number.insert(0, digits - number.size(), '0');
    text += number;
  }
  va_end(arguments);
  if (size > 0) buffer[text.copy(buffer, size - 1)] = '\0';
  return static_cast<int>(text.size());
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
