// Location: the line of the program that asked for an operation.
#pragma once

#include <cstdint>

namespace interleave {

// Location names a line of a source file. As a default argument, `Location where =
// Location::here()` is the caller's line: no macro stands between the program and its trace.
struct Location {
  const char* file = "";
  std::uint32_t line = 0;

  // here is the place of the call (of the outermost call, when used as a default argument).
  static constexpr Location here(const char* file = __builtin_FILE(),
                                 std::uint32_t line = __builtin_LINE()) {
    return {file, line};
  }
};

}  // namespace interleave
