#include <emscripten/emscripten.h>

#include "sync/number.h"

// clang-format off
EM_JS_DEPS(interleave_number, "$UTF8ToString,$stringToUTF8");
EM_JS(void, interleave_exponential, (double value, char* text, int size), {
  stringToUTF8(value.toExponential(), text, size);
});
EM_JS(double, interleave_decimal, (const char* text), {
  return Number(UTF8ToString(text) || NaN);
});
// clang-format on

namespace interleave {

std::string exponential(double value) {
  char text[40];
  interleave_exponential(value, text, sizeof text);
  return text;
}

double decimal(const std::string& text) { return interleave_decimal(text.c_str()); }

}  // namespace interleave
