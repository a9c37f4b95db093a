// Location: the line of the program that asked for an operation.
#pragma once

#include <cstdint>

namespace interleave {

// Location names a line of a source file. As a default argument, `Location where =
// Location::here()` is the caller's line: no macro stands between the program and its trace.
//
// A call that the C++ library makes for the program, as in `std::make_unique<Lock>("a")`, has line
// 0, no line: it would be a line of that library, another one in each, and a trace is the same
// wherever it is made.
struct Location {
  const char* file = "";
  std::uint32_t line = 0;

  // here is the place of the call (of the outermost call, when used as a default argument).
  [[gnu::always_inline]] static Location here(const char* file = __builtin_FILE(),
                                              std::uint32_t line = __builtin_LINE()) {
    // Both arguments are constants, so compilers fold the search away, wherever this is inlined.
    return {file, __builtin_strstr(file, "/c++/") == nullptr ? line : 0};
  }
};

}  // namespace interleave
