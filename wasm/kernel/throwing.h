// What throws and catches of the kernel, apart: a controlled module has the rest of it compiled
// without exceptions, whose landing pads cost every step a call through JavaScript. What is thrown
// passes those functions without destroying their locals, so across a scheduling point, and across
// these calls, they have none that own anything.
#pragma once

#include <cstdint>
#include <string>

#include "kernel/task.h"

namespace interleave {

// cancel throws Cancelled.
[[noreturn]] void cancel();

// out_of_memory throws std::bad_alloc.
[[noreturn]] void out_of_memory();

// Ended is how the body of a thread ended, as its end event tells: 0 returned, 1 an exception,
// whose text is `text`, 2 cancelled.
struct Ended {
  std::int64_t how = 0;
  std::string text = {};
};

// run_guarded runs `body`, clear_guarded destroys it.
void run_guarded(const Task& body, Ended& ended);
void clear_guarded(Task& body);

}  // namespace interleave
