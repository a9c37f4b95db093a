// What JSON makes of numbers and of characters in a module, where wasm/runtime_wasm.cpp stands for
// the C library.
#include <emscripten/emscripten.h>

#include <bit>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace {

std::string text;

}  // namespace

extern "C" {

// read_number is the bits of the number that `json` writes, or what is wrong with it.
EMSCRIPTEN_KEEPALIVE const char* read_number(const char* json) {
  try {
    const double value = nlohmann::json::parse(json).get<double>();
    text = std::to_string(std::bit_cast<std::uint64_t>(value));
  } catch (const std::exception& error) {
    text = error.what();
  }
  return text.c_str();
}

// write_text is `characters` as JSON of ASCII alone.
EMSCRIPTEN_KEEPALIVE const char* write_text(const char* characters) {
  text = nlohmann::json(characters).dump(-1, ' ', true);
  return text.c_str();
}
}
