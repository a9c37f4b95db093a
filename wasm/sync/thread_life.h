// What a thread does from its beginning to its end, and what is done about an exception that leaves
// it. The main functions, run_main and run_process_main, are in thread.h.
#pragma once

#include "sync/thread.h"

namespace interleave {

// run_started is the life of a started thread.
void run_started(Thread::State& state);

}  // namespace interleave
