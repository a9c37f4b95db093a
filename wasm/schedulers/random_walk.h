// Random walk: every runnable thread is as likely at every scheduling point.
#pragma once

#include "kernel/controlled/scheduler.h"
#include "kernel/random.h"

namespace interleave {

class RandomWalk final : public Scheduler {
 public:
  explicit RandomWalk(std::uint64_t seed) : random_(SplitMix64::stream(seed, kStream)) {}

  ThreadId choose_thread(ThreadSet runnable, ThreadId) override {
    return nth(runnable, random_.below(size_of(runnable)));
  }
  unsigned choose_value(unsigned options) override { return random_.below(options); }

 private:
  // Apart from the streams of the threads, which are numbered by thread.
  static constexpr std::uint64_t kStream = 1u << 16;

  SplitMix64 random_;
};

}  // namespace interleave
