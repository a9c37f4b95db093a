#include "explore/depth_first.h"

namespace interleave {

DepthFirst::DepthFirst(const std::vector<Choice>& prefix) : most_preemptions_(kUnbounded) {
  for (const Choice& choice : prefix) {
    const unsigned taken = choice.taken == choice.standard  ? 0u
                           : choice.taken < choice.standard ? choice.taken + 1u
                                                            : choice.taken;
    path_.push_back({1, static_cast<std::uint8_t>(taken)});
  }
  fixed_ = path_.size();
}

unsigned DepthFirst::take(unsigned options) {
  if (at_ == path_.size()) path_.push_back({static_cast<std::uint8_t>(options), 0});
  return path_[at_++].taken;
}

// The options of a point are numbered from the default: 0 stays on the same thread.
ThreadId DepthFirst::choose_thread(ThreadSet runnable, ThreadId current) {
  const ThreadId standard = default_thread(runnable, current);
  const auto options = size_of(runnable);
  const bool new_point = at_ == path_.size();
  const bool preempts = contains(runnable, current) && most_preemptions_ != kUnbounded;
  if (new_point && preempts) {
    // Anything but staying belongs to the next round.
    path_.push_back({1, 0});
    if (round_ < most_preemptions_) {
      for (unsigned other = 1; other < options; ++other) {
        later_.push_back(path_);
        later_.back().back() = {1, static_cast<std::uint8_t>(other)};
      }
    } else {
      cut_ = true;
    }
    ++at_;
    return standard;
  }
  const unsigned taken = take(options);
  if (taken == 0) return standard;
  const unsigned place = rank_of(runnable, standard);
  return nth(runnable, taken <= place ? taken - 1 : taken);
}

bool DepthFirst::advance() {
  ++runs_;
  double weight = 1;
  for (const Point& point : path_) weight /= point.options;
  explored_weight_ += weight;
  while (path_.size() > fixed_) {
    if (++path_.back().taken < path_.back().options) return true;
    path_.pop_back();
  }
  if (now_.empty()) {
    if (later_.empty()) return false;
    std::swap(now_, later_);
    ++round_;
  }
  path_ = std::move(now_.front());
  now_.pop_front();
  fixed_ = path_.size();
  return true;
}

// Every finished path stands for a share of the tree (Knuth, "Estimating the efficiency of
// backtrack programs", 1975). With a bound the shares of the rounds do not add up.
double DepthFirst::estimate() const {
  if (most_preemptions_ != kUnbounded || explored_weight_ <= 0) return 0;
  return runs_ / explored_weight_;
}

}  // namespace interleave
