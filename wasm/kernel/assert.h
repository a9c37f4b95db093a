// INTERLEAVE_ASSERT: our own bugs, always on. Bad input and the program's fate never come here.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace interleave::detail {

[[noreturn]] inline void assertion_failed(const char* text) {
  std::fputs(text, stderr);
  std::abort();
}

}  // namespace interleave::detail

#define INTERLEAVE_QUOTED_AGAIN(text) #text
#define INTERLEAVE_QUOTED(text) INTERLEAVE_QUOTED_AGAIN(text)

// `sentence` is a literal: the whole message is, so that nothing is formatted.
#define INTERLEAVE_ASSERT(condition, sentence)                                       \
  do {                                                                               \
    if (!(condition)) {                                                              \
      interleave::detail::assertion_failed(__FILE__ ":" INTERLEAVE_QUOTED(           \
          __LINE__) ": " sentence " (" INTERLEAVE_QUOTED(condition) " is false)\n"); \
    }                                                                                \
  } while (false)
