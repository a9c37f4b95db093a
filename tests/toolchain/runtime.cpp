// What JSON makes of numbers and of characters in a module, where wasm/runtime_wasm.cpp stands for
// the C library.
#include <emscripten/emscripten.h>

#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
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

// read_prefix is the bits of the number that `characters` begin with, and how many it takes.
EMSCRIPTEN_KEEPALIVE const char* read_prefix(const char* characters) {
  char* end = nullptr;
  const double value = std::strtod(characters, &end);
  text =
      std::to_string(std::bit_cast<std::uint64_t>(value)) + " " + std::to_string(end - characters);
  return text.c_str();
}

// formatted is what a program of anybody's may write.
EMSCRIPTEN_KEEPALIVE const char* formatted() {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%d %s %.3f %x", -7, "text", 2.5, 255u);
  text = std::string(buffer) + " " + std::to_string(1.5);
  return text.c_str();
}

// write_text is `characters` as JSON of ASCII alone.
EMSCRIPTEN_KEEPALIVE const char* write_text(const char* characters) {
  text = nlohmann::json(characters).dump(-1, ' ', true);
  return text.c_str();
}
}
