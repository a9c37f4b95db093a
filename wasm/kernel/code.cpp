#include "kernel/code.h"

namespace interleave {
namespace {

void anchor() {}

std::intptr_t address(void (*function)()) { return reinterpret_cast<std::intptr_t>(function); }

}  // namespace

std::int64_t code_of(void (*function)()) { return address(function) - address(&anchor); }

Function function_of(std::int64_t code) {
  return reinterpret_cast<Function>(static_cast<std::intptr_t>(code) + address(&anchor));
}

}  // namespace interleave
