// INTERLEAVE_ASSERT: our own bugs, always on. Bad input and the program's fate never come here.
#pragma once

#include <cstdio>
#include <cstdlib>

#define INTERLEAVE_ASSERT(condition, sentence)                                                     \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      std::fprintf(stderr, "%s:%d: %s (%s is false)\n", __FILE__, __LINE__, sentence, #condition); \
      std::abort();                                                                                \
    }                                                                                              \
  } while (false)
