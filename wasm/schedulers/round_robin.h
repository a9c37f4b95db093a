// Round robin: at every scheduling point the turn passes to the next runnable thread.
#pragma once

#include "kernel/controlled/scheduler.h"

namespace interleave {

class RoundRobin final : public Scheduler {
 public:
  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override {
    const ThreadSet after = current + 1u < kMaxThreads ? runnable >> (current + 1u) : 0;
    return after != 0 ? static_cast<ThreadId>(current + 1u + lowest(after)) : lowest(runnable);
  }
  unsigned choose_value(unsigned) override { return 0; }
};

}  // namespace interleave
