// Pct: probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, "A
// Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010).
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "kernel/controlled/scheduler.h"
#include "kernel/random.h"

namespace interleave {

// Pct lets the thread with the highest priority go on. Priorities are drawn; at depth - 1 choices,
// drawn among the first `length`, the running thread falls below all others. A bug of that depth in
// a program of n threads and k choices is found with probability 1 / (n k^(depth - 1)) at least.
class Pct final : public Scheduler {
 public:
  Pct(std::uint64_t seed, unsigned depth, unsigned length)
      : random_(SplitMix64::stream(seed, kStream)) {
    for (unsigned i = 1; i < depth; ++i) {
      const std::uint32_t at = random_.below(std::max(length, 1u));
      changes_.insert(std::upper_bound(changes_.begin(), changes_.end(), at), at);
    }
    // Above whatever a change gives.
    for (std::uint64_t& priority : priorities_) priority = kInitial | (random_.next() >> 1);
  }

  ThreadId choose_thread(ThreadSet runnable, ThreadId) override {
    ThreadId best = highest(runnable);
    for (; next_ < changes_.size() && changes_[next_] <= at_; ++next_) {
      priorities_[best] = changes_.size() - next_;
      best = highest(runnable);
    }
    ++at_;
    return best;
  }
  unsigned choose_value(unsigned options) override { return random_.below(options); }

 private:
  static constexpr std::uint64_t kStream = (1u << 16) + 1;
  static constexpr std::uint64_t kInitial = std::uint64_t{1} << 63;

  ThreadId highest(ThreadSet set) const {
    ThreadId best = lowest(set);
    for (; set != 0; set &= set - 1) {
      if (priorities_[lowest(set)] > priorities_[best]) best = lowest(set);
    }
    return best;
  }

  SplitMix64 random_;
  std::array<std::uint64_t, kMaxThreads> priorities_;
  std::vector<std::uint32_t> changes_;
  std::size_t next_ = 0;
  std::uint32_t at_ = 0;
};

}  // namespace interleave
