// Replay: the choices of a schedule, and the default wherever it names none.
#pragma once

#include <optional>
#include <utility>

#include "schedulers/schedule.h"

namespace interleave {

class Replay final : public Scheduler {
 public:
  explicit Replay(std::vector<Deviation> deviations) : deviations_(std::move(deviations)) {}

  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override {
    const ThreadId standard = default_thread(runnable, current);
    const unsigned rank = next(rank_of(runnable, standard), size_of(runnable));
    return nth(runnable, rank);
  }
  unsigned choose_value(unsigned options) override { return next(0, options); }

  // diverged_at is the first choice (from 0) at which the schedule named an option that was not
  // there; from then on the run follows the default.
  const std::optional<std::uint32_t>& diverged_at() const { return diverged_at_; }

  // used tells whether every deviation of the schedule was reached.
  bool used() const { return at_ == deviations_.size(); }

 private:
  unsigned next(unsigned standard, unsigned options) {
    const std::uint32_t index = index_++;
    if (diverged_at_ || at_ == deviations_.size() || deviations_[at_].index != index) {
      return standard;
    }
    const unsigned rank = deviations_[at_++].rank;
    if (rank < options) return rank;
    diverged_at_ = index;
    return standard;
  }

  const std::vector<Deviation> deviations_;
  std::size_t at_ = 0;
  std::uint32_t index_ = 0;
  std::optional<std::uint32_t> diverged_at_;
};

}  // namespace interleave
