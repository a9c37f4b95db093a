// PartialOrderSampling: POS (Yuan, Yang and Gu, "Partial Order Aware Concurrency Sampling", CAV
// 2018). The pending operation with the highest priority goes on; operations that depend on it draw
// theirs anew, so that rare partial orders are as likely as their size allows.
#pragma once

#include <array>

#include "explore/footprint.h"
#include "explore/search.h"
#include "kernel/random.h"

namespace interleave {

class PartialOrderSampling final : public Search {
 public:
  PartialOrderSampling(std::uint64_t seed, bool late_timers)
      : seed_(seed), late_timers_(late_timers) {}

  void begin(const Execution& execution) override {
    execution_ = &execution;
    random_ = SplitMix64::stream(seed_, kStream);
    for (std::uint64_t& priority : priorities_) priority = random_.next();
  }
  bool advance() override {
    ++seed_;
    return true;
  }
  ThreadId choose_thread(ThreadSet runnable, ThreadId) override {
    ThreadId best = lowest(runnable);
    for (ThreadSet rest = runnable; rest != 0; rest &= rest - 1) {
      if (priorities_[lowest(rest)] > priorities_[best]) best = lowest(rest);
    }
    const Operation* chosen = execution_->pending(best);
    if (chosen != nullptr) {
      const Footprint print = footprint_of(*chosen, best, late_timers_);
      for (ThreadSet rest = runnable; rest != 0; rest &= rest - 1) {
        const ThreadId other = lowest(rest);
        const Operation* operation = execution_->pending(other);
        if (other == best || operation == nullptr) continue;
        if (dependent(footprint_of(*operation, other, late_timers_), other, print, best)) {
          priorities_[other] = random_.next();
        }
      }
    }
    priorities_[best] = random_.next();
    return best;
  }
  unsigned choose_value(unsigned options) override { return random_.below(options); }

 private:
  static constexpr std::uint64_t kStream = (1u << 16) + 2;

  const Execution* execution_ = nullptr;
  std::uint64_t seed_;
  const bool late_timers_;
  SplitMix64 random_{0};
  std::array<std::uint64_t, kMaxThreads> priorities_{};
};

}  // namespace interleave
