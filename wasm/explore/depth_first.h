// DepthFirst: every interleaving, one after the other; with a bound, in the order of how many
// preemptions they have (iterative context bounding: Musuvathi and Qadeer, PLDI 2007). Each
// execution is run once: what costs one preemption more than the present round allows is kept for
// the next.
#pragma once

#include <deque>
#include <vector>

#include "explore/search.h"

namespace interleave {

class DepthFirst final : public Search {
 public:
  static constexpr unsigned kUnbounded = ~0u;

  explicit DepthFirst(unsigned preemptions = kUnbounded) : most_preemptions_(preemptions) {}

  // This one explores only what begins with the choices in `prefix`.
  explicit DepthFirst(const std::vector<Choice>& prefix);

  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override;
  unsigned choose_value(unsigned options) override { return take(options); }
  void begin(const Execution&) override { at_ = 0; }
  bool advance() override;
  bool cut() const override { return cut_; }
  double estimate() const override;

  // round is how many preemptions the executions of the present round have.
  unsigned round() const { return round_; }

 private:
  struct Point {
    std::uint8_t options;
    std::uint8_t taken;
  };
  using Prefix = std::vector<Point>;

  unsigned take(unsigned options);

  const unsigned most_preemptions_;
  unsigned round_ = 0;
  std::size_t at_ = 0;
  std::size_t fixed_ = 0;  // points of the path that this subtree does not vary
  Prefix path_;
  std::deque<Prefix> now_;
  std::deque<Prefix> later_;
  bool cut_ = false;
  double explored_weight_ = 0;
  double runs_ = 0;
};

}  // namespace interleave
