// Over 300 lines: the search is one algorithm over one path, as its paper tells it.
#include "explore/partial_order.h"

#include <algorithm>
#include <utility>

#include "kernel/assert.h"

namespace interleave {
namespace {

void join(std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& from) {
  if (into.size() < from.size()) into.resize(from.size(), 0);
  for (std::size_t i = 0; i < from.size(); ++i) into[i] = std::max(into[i], from[i]);
}

// knows tells whether the step `number` of `thread` happened before what `clock` stands for.
bool knows(const std::vector<std::uint32_t>& clock, ThreadId thread, std::uint32_t number) {
  return thread < clock.size() && clock[thread] >= number;
}

}  // namespace

// waits tells whether the operation can be impossible. One whose time is over can always give up,
// but for a waiter's that then needs its lock; where timers may be late, whatever has a deadline
// can.
bool PartialOrder::waits(const Operation& operation) const {
  if (operation.enabled == nullptr) return false;
  if (late_timers_) return operation.deadline == kNever;
  return operation.then != nullptr || operation.deadline > execution_->time();
}

void PartialOrder::begin(const Execution& execution) {
  execution_ = &execution;
  at_ = 0;
  redundant_ = false;
  levels_.clear();
  floor_.clear();
  analysed_ = 0;
  barrier_ = 0;
  for (Clock& clock : born_) clock.clear();
  steps_of_.fill(0);
  last_of_.fill(-1);
}

// The step that is running has reached its end when the next is chosen.
ThreadId PartialOrder::choose_thread(ThreadSet runnable, ThreadId current) {
  const std::size_t index = at_++;
  value_at_ = 0;
  if (index < fixed_) return path_[index].step.thread;
  const bool fresh = index == path_.size();
  if (fresh) {
    path_.emplace_back();
    Node& node = path_.back();
    if (index > 0) {
      const Node& before = path_[index - 1];
      for (const Asleep& asleep : before.sleep) {
        if (!dependent(asleep.print, asleep.thread, before.step.print, before.step.thread)) {
          node.sleep.push_back(asleep);
        }
      }
    }
    node.wakeup = std::move(after_prefix_);
    after_prefix_.clear();
  }
  Node& node = path_[index];
  // A branch of the wakeup tree goes first. Its thread can always go on, unless timers are late.
  while (!contains(runnable, node.step.thread) && !node.wakeup.empty()) {
    auto first = std::move(node.wakeup.front());
    node.wakeup.erase(node.wakeup.begin());
    take(node, std::move(first));
  }
  if (!contains(runnable, node.step.thread)) {
    ThreadSet awake = runnable;
    for (const Asleep& asleep : node.sleep) awake &= ~(ThreadSet{1} << asleep.thread);
    if (awake == 0) {
      redundant_ = true;
      path_.pop_back();
      return kNoThread;
    }
    node.step = Step{};
    node.step.thread = default_thread(awake, current);
    after_prefix_.clear();
  }
  Step& step = node.step;
  step.runnable = runnable;
  step.time = execution_->time();
  node.tried |= ThreadSet{1} << step.thread;
  const Operation* operation = execution_->pending(step.thread);
  step.kind = operation == nullptr ? Kind::step : operation->kind;
  step.deadline = operation == nullptr ? kNever : operation->deadline;
  step.waits = operation != nullptr && waits(*operation);
  step.ends = operation == nullptr ? 0 : operation->ends;
  step.print =
      operation == nullptr ? Footprint{} : footprint_of(*operation, step.thread, late_timers_);
  if (execution_->daemons() != 0 && contains(execution_->daemons(), step.thread)) {
    step.print.add(kLife, Mode::add);
  }
  if (step.kind == Kind::kill) {
    step.killed.clear();
    for (ThreadSet rest = runnable; rest != 0; rest &= rest - 1) {
      const Operation* const next = execution_->pending(lowest(rest));
      if (next == nullptr || lowest(rest) == step.thread) continue;
      step.killed.push_back({lowest(rest), footprint_of(*next, lowest(rest), late_timers_)});
    }
  }
  for (unsigned i = 0; i < step.print.count; ++i) {
    step.before[i] = levels_.of(step.print.accesses[i].key);
  }
  return step.thread;
}

unsigned PartialOrder::choose_value(unsigned options) {
  if (at_ == 0) return 0;
  Step& step = path_[at_ - 1].step;
  if (value_at_ == step.values.size()) step.values.push_back(0);
  if (value_at_ == step.options.size()) step.options.push_back(static_cast<std::uint8_t>(options));
  step.options[value_at_] = static_cast<std::uint8_t>(options);
  const unsigned taken = step.values[value_at_++];
  return taken < options ? taken : 0;
}

void PartialOrder::saw(const Event& event, std::string_view) {
  if (at_ > fixed_ && at_ > 0 && !redundant_) {
    Step& step = path_[at_ - 1].step;
    const auto touch = [&](Key key, Mode mode) {
      const unsigned before = step.print.count;
      step.print.add(key, mode);
      if (step.print.count > before) step.before[before] = levels_.of(key);
    };
    const bool gave_up = event.shape() == Shape::failed || event.shape() == Shape::timed_out;
    if (event.kind == Kind::start) {
      if ((event.value & kStartsProcess) != 0) processes_ = true;
      step.print.started |= ThreadSet{1} << event.other;
      step.print.add(kThreads, Mode::write);
    } else if (event.kind == Kind::end) {
      step.ended |= ThreadSet{1} << event.thread;
      touch(end_of(event.thread), Mode::write);
      touch(kAnyEnd, Mode::add);
      if (execution_->daemons() != 0) touch(kLife, Mode::write);
    } else if (event.kind == Kind::close && !gave_up) {
      touch(key_of(event.object), Mode::write);  // also of a process that exits
    } else if (event.kind == Kind::wake) {
      touch(signal_of(event.other), Mode::write);
    } else if (event.kind == Kind::release && step.kind == Kind::wait) {
      touch(key_of(event.object), Mode::add);
    } else if (event.kind == Kind::pass && gave_up) {
      touch(key_of(event.object), Mode::write);  // it breaks the barrier
    } else if (gave_up && event.object != 0) {
      // What was not taken was only looked at.
      for (unsigned i = 0; i < step.print.count; ++i) {
        Access& access = step.print.accesses[i];
        if (access.key == key_of(event.object)) access.mode = Mode::read;
      }
    }
  }
  levels_.saw(event);
}

void PartialOrder::clock_moves(const Execution& execution) {
  if (late_timers_) return;
  analyse(at_);
  analyse_waiting(execution, false);
  for (std::size_t i = barrier_; i < at_; ++i) join(floor_, path_[i].step.clock);
  barrier_ = at_;
}

void PartialOrder::ends(const Execution& execution) {
  at_ = std::min(at_, path_.size());
  analyse(at_);
  analyse_waiting(execution, !redundant_);
}

// analyse gives the steps before `end` their clocks and looks for races of those that are new.
void PartialOrder::analyse(std::size_t end) {
  for (; analysed_ < end; ++analysed_) {
    Step& step = path_[analysed_].step;
    if (analysed_ >= fixed_) {
      step.number = ++steps_of_[step.thread];
      find_races(step, analysed_);
      reverse_kill(step, analysed_);
      if (step.clock.size() <= step.thread) step.clock.resize(step.thread + 1u, 0);
      step.clock[step.thread] = step.number;
    } else {
      steps_of_[step.thread] = step.number;
    }
    last_of_[step.thread] = static_cast<std::int64_t>(analysed_);
    for (ThreadSet rest = step.print.started; rest != 0; rest &= rest - 1) {
      born_[lowest(rest)] = step.clock;
    }
  }
}

// analyse_waiting looks at what threads would do next and cannot any more: the clock moves on, or
// the run is over.
void PartialOrder::analyse_waiting(const Execution& execution, bool at_end) {
  for (ThreadSet rest = execution.live(); rest != 0; rest &= rest - 1) {
    const ThreadId thread = lowest(rest);
    const Operation* operation = execution.pending(thread);
    if (operation == nullptr) continue;
    // Before the end, whoever can go on will, or has been seen to.
    if (!at_end && operation->is_enabled() && operation->then == nullptr) continue;
    Step step;
    step.thread = thread;
    step.kind = operation->kind;
    step.waits = waits(*operation);
    step.ends = operation->ends;
    if (operation->then == nullptr) {
      step.print = footprint_of(*operation, thread, late_timers_);
    } else if (operation->is_enabled()) {
      // It has been notified: what it waits for is its lock.
      step.kind = operation->then->kind;
      step.print.add(key_of(*operation->then->object, kNoThread), Mode::acquire);
    } else {
      continue;  // nothing but a notification lets it go on, and that comes before
    }
    if (contains(execution.daemons(), thread)) step.print.add(kLife, Mode::add);
    step.number = steps_of_[thread] + 1;
    find_races(step, at_);
  }
}

// find_races gives `step`, which comes after the path's first `end` steps, the clock of what
// happened before it, and has every race that can be reversed explored.
void PartialOrder::find_races(Step& step, std::size_t end) {
  const std::int64_t last = last_of_[step.thread];
  Clock base = last >= 0 ? path_[static_cast<std::size_t>(last)].step.clock : born_[step.thread];
  join(base, floor_);
  Clock enabled_by;
  for (std::size_t i = end; i-- > barrier_;) {
    const Step& earlier = path_[i].step;
    if (earlier.thread == step.thread) continue;
    if (knows(base, earlier.thread, earlier.number)) continue;
    if (!dependent(earlier.print, earlier.thread, step.print, step.thread)) continue;
    bool hard = false, soft = false;
    // Whoever stood at this operation already, and could go on, could have done so before.
    const bool stood = last < static_cast<std::int64_t>(i);
    const bool able = stood && contains(earlier.runnable, step.thread);
    const bool could = able || (stood && one_ends_without(i, step.ends, end));
    for (unsigned a = 0; a < step.print.count && !could; ++a) {
      for (unsigned b = 0; b < earlier.print.count; ++b) {
        const Access& mine = step.print.accesses[a];
        const Access& theirs = earlier.print.accesses[b];
        if (mine.key != theirs.key || !conflict(mine.mode, theirs.mode)) continue;
        // What follows a wait is an acquire, and waits until it is enabled.
        const bool taking = mine.mode == Mode::acquire;
        const bool waiting = step.waits || (taking && step.kind == Kind::wait);
        if (could_run(taking ? Kind::acquire : step.kind, waiting, earlier.before[b])) continue;
        // A waiter whose time was over already needed no notification, only its lock.
        const bool needed = mine.key == signal_of(step.thread) && step.deadline > earlier.time;
        const bool never = step.kind == Kind::join || needed;
        (never ? hard : soft) = true;
      }
    }
    if (contains(earlier.print.started, step.thread)) hard = true;
    if (hard) {
      join(base, earlier.clock);
    } else if (soft) {
      join(enabled_by, earlier.clock);
    } else {
      if (able || !stood || !step.waits || another_enables(i, step, end)) reverse(i, step, end);
      join(base, earlier.clock);
    }
  }
  join(base, enabled_by);
  step.clock = std::move(base);
}

// another_enables tells whether the steps after `without` that do not need it have to do with
// `step`, which could not go on before it. Without one that has, it cannot go on before it at all.
bool PartialOrder::another_enables(std::size_t without, const Step& step, std::size_t end) const {
  const Step& left_out = path_[without].step;
  for (std::size_t i = without + 1; i < end; ++i) {
    const Step& other = path_[i].step;
    if (knows(other.clock, left_out.thread, left_out.number)) continue;
    if (dependent(other.print, other.thread, step.print, step.thread)) return true;
  }
  return false;
}

// one_ends_without tells whether one of `threads` ends before `end` all the same when the step at
// `without` comes later: that may let go on who waits for the step as well.
bool PartialOrder::one_ends_without(std::size_t without, ThreadSet threads, std::size_t end) const {
  if (threads == 0) return false;
  const Step& left_out = path_[without].step;
  for (std::size_t i = 0; i < end; ++i) {
    const Step& step = path_[i].step;
    if (i == without || (step.ended & threads) == 0) continue;
    if (i < without || !knows(step.clock, left_out.thread, left_out.number)) return true;
  }
  return false;
}

// reverse_kill sees to it that what a killed thread would have done next is once done before.
void PartialOrder::reverse_kill(const Step& step, std::size_t index) {
  for (const Asleep& killed : step.killed) {
    if (!contains(step.ended, killed.thread)) continue;
    Step next;
    next.thread = killed.thread;
    next.print = killed.print;
    reverse(index, next, index + 1);
  }
}

// reverse sees to it that `later` is once explored before the step at `earlier`.
void PartialOrder::reverse(std::size_t earlier, const Step& later, std::size_t end) {
  const Step& first = path_[earlier].step;
  Word word;
  for (std::size_t i = earlier + 1; i < end; ++i) {
    const Step& step = path_[i].step;
    if (!knows(step.clock, first.thread, first.number)) {
      word.push_back({step.thread, &step.print, &step.values});
    }
  }
  word.push_back({later.thread, &later.print, &later.values});
  Node& node = path_[earlier];
  if (algorithm_ == Algorithm::source) {
    // The threads that may begin a trace with `later` before `first`: one of them is enough.
    ThreadSet initials = 0;
    for (const Letter& letter : word) {
      if (contains(initials, letter.thread)) continue;
      if (is_initial(word, letter.thread, *letter.print, letter.values, nullptr)) {
        initials |= ThreadSet{1} << letter.thread;
      }
    }
    if ((initials & node.tried) != 0 || initials == 0) return;
    for (const auto& branch : node.wakeup) {
      if (contains(initials, branch->thread)) return;
    }
    for (const Asleep& asleep : node.sleep) {
      if (contains(initials, asleep.thread)) return;
    }
    auto branch = std::make_unique<Branch>();
    branch->thread = lowest(initials);
    node.wakeup.push_back(std::move(branch));
    return;
  }
  for (const Asleep& asleep : node.sleep) {
    if (is_initial(word, asleep.thread, asleep.print, nullptr, nullptr)) return;
  }
  insert(node.wakeup, std::move(word));
}

// is_initial tells whether `thread` may begin `word`: its first step in it depends on nothing
// before it there, or it has none, and its next step, `print`, depends on nothing in it (the weak
// initials of the paper). `values` are the program's choices in that step, null for whatever they
// are. `place` becomes the step's index, or the word's length.
bool PartialOrder::is_initial(const Word& word, ThreadId thread, const Footprint& print,
                              const Values* values, std::size_t* place) const {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i].thread != thread) continue;
    if (values != nullptr && *values != *word[i].values) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (dependent(*word[j].print, word[j].thread, *word[i].print, thread)) return false;
    }
    if (place != nullptr) *place = i;
    return true;
  }
  for (const Letter& letter : word) {
    if (dependent(*letter.print, letter.thread, print, thread)) return false;
  }
  if (place != nullptr) *place = word.size();
  return true;
}

// insert adds `word` to a wakeup tree, unless what it leads to is there already.
void PartialOrder::insert(Branches& branches, Word word) {
  Branches* level = &branches;
  for (bool descended = true; descended;) {
    descended = false;
    for (const auto& branch : *level) {
      std::size_t place = 0;
      if (!is_initial(word, branch->thread, branch->print, &branch->values, &place)) continue;
      if (place < word.size()) word.erase(word.begin() + static_cast<std::ptrdiff_t>(place));
      if (branch->children.empty() || word.empty()) return;  // a leaf, or nothing is left to add
      level = &branch->children;
      descended = true;
      break;
    }
  }
  for (const Letter& letter : word) {
    auto branch = std::make_unique<Branch>();
    branch->thread = letter.thread;
    branch->print = *letter.print;
    branch->values = *letter.values;
    level->push_back(std::move(branch));
    level = &level->back()->children;
  }
}

void PartialOrder::take(Node& node, std::unique_ptr<Branch> branch) {
  Step fresh;
  fresh.thread = branch->thread;
  fresh.values = std::move(branch->values);
  node.step = std::move(fresh);
  after_prefix_ = std::move(branch->children);
}

// covered tells whether the other choices of the program in the step at `node` would be explored in
// vain: a thread that sleeps there could go first whatever is chosen, and where it did all choices
// were explored. What they lead to that needs that thread later was found there as a race, and is a
// branch of its own, with its choices.
bool PartialOrder::covered(const Node& node) const {
  // Another choice may end the thread, or the process, and notifies others.
  if (algorithm_ == Algorithm::source || processes_) return false;
  Footprint any = node.step.print;
  any.add(end_of(node.step.thread), Mode::write);
  any.add(kAnyEnd, Mode::add);
  any.add(kLife, Mode::write);
  any.add(kThreads, Mode::write);
  return std::any_of(node.sleep.begin(), node.sleep.end(), [&](const Asleep& asleep) {
    return !asleep.print.awaits_signal() &&
           !dependent(asleep.print, asleep.thread, any, node.step.thread);
  });
}

// next_values turns to the next choices that the program has in the step at `node`; false when all
// were explored.
bool PartialOrder::next_values(Node& node) {
  node.explored.push_back(node.step.values);
  for (auto at = node.wakeup.begin(); at != node.wakeup.end(); ++at) {
    if ((*at)->thread != node.step.thread) continue;
    auto branch = std::move(*at);
    node.wakeup.erase(at);
    take(node, std::move(branch));
    return true;
  }
  if (covered(node)) return false;
  Values values = node.step.values;
  Values options = node.step.options;
  while (!values.empty()) {
    if (values.back() + 1 < options[values.size() - 1]) {
      ++values.back();
      const bool known =
          std::any_of(node.explored.begin(), node.explored.end(), [&](const Values& it) {
            return it.size() >= values.size() &&
                   std::equal(values.begin(), values.end(), it.begin());
          });
      if (known) continue;
      auto branch = std::make_unique<Branch>();
      branch->thread = node.step.thread;
      branch->values = values;
      take(node, std::move(branch));
      return true;
    }
    values.pop_back();
  }
  return false;
}

bool PartialOrder::advance() {
  path_.resize(std::min(path_.size(), at_));
  while (!path_.empty()) {
    Node& node = path_.back();
    if (!node.step.options.empty() && next_values(node)) break;
    node.sleep.push_back({node.step.thread, node.step.print});
    node.explored.clear();
    bool found = false;
    while (!node.wakeup.empty() && !found) {
      auto branch = std::move(node.wakeup.front());
      node.wakeup.erase(node.wakeup.begin());
      if (algorithm_ == Algorithm::source &&
          std::any_of(node.sleep.begin(), node.sleep.end(),
                      [&](const Asleep& it) { return it.thread == branch->thread; })) {
        continue;
      }
      take(node, std::move(branch));
      found = true;
    }
    if (found) break;
    path_.pop_back();
  }
  fixed_ = path_.empty() ? 0 : path_.size() - 1;
  return !path_.empty();
}

}  // namespace interleave
