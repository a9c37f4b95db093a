// What the demos say of themselves, as a module of its own: the build asks it once, and the page
// reads the answer. The modules that run need not carry the words and what writes them.
#include <emscripten/emscripten.h>

#include <string>

#include "wire/describe.h"

extern "C" {

// interleave_describe is the JSON that demos.json is made of.
EMSCRIPTEN_KEEPALIVE const char* interleave_describe() {
  static const std::string text = interleave::describe_json();
  return text.c_str();
}

}  // extern "C"
