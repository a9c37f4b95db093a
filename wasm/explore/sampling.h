// Sampling: a search that never ends, an execution a seed, under a scheduler that draws.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>

#include "explore/search.h"

namespace interleave {

class Sampling final : public Search {
 public:
  // Make is the scheduler for `seed`; `length` is the most choices that a run has had so far.
  using Make = std::function<std::unique_ptr<Scheduler>(std::uint64_t seed, unsigned length)>;

  Sampling(std::uint64_t seed, Make make) : make_(std::move(make)), seed_(seed) {}

  void begin(const Execution&) override { policy_ = make_(seed_, length_); }
  void ends(const Execution& execution) override {
    length_ = std::max(length_, static_cast<unsigned>(execution.choices().size()));
  }
  bool advance() override {
    ++seed_;
    return true;
  }
  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override {
    return policy_->choose_thread(runnable, current);
  }
  unsigned choose_value(unsigned options) override { return policy_->choose_value(options); }

 private:
  const Make make_;
  std::uint64_t seed_;
  unsigned length_ = 1;
  std::unique_ptr<Scheduler> policy_;
};

}  // namespace interleave
