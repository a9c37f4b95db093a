// Scheduler: the oracle of a controlled execution. It sees thread ids and nothing else.
#pragma once

#include <bit>
#include <string>

#include "kernel/ids.h"

namespace interleave {

class Scheduler {
 public:
  virtual ~Scheduler() = default;

  // choose_thread picks who goes on. `runnable` holds at least two threads; `current` ran last and
  // may not be among them. Returns a member of `runnable`.
  virtual ThreadId choose_thread(ThreadSet runnable, ThreadId current) = 0;

  // every_step makes the execution ask at every step, also where one thread alone can go on. Such a
  // scheduler may answer kNoThread: the run is abandoned, with the fate `stopped`.
  virtual bool every_step() const { return false; }

  // choose_value picks one of `options` (at least two) that the program leaves open.
  virtual unsigned choose_value(unsigned options) = 0;
};

// lowest is the member of a non-empty `set` with the smallest id.
inline ThreadId lowest(ThreadSet set) { return static_cast<ThreadId>(std::countr_zero(set)); }

inline bool contains(ThreadSet set, ThreadId thread) {
  return thread < kMaxThreads && ((set >> thread) & 1) != 0;
}

// default_thread is what a schedule need not write down: stay on the same thread, else the lowest.
inline ThreadId default_thread(ThreadSet runnable, ThreadId current) {
  return contains(runnable, current) ? current : lowest(runnable);
}

// rank_of is the place of `thread` in `set`, from 0 in the order of ids; nth is its inverse.
inline unsigned rank_of(ThreadSet set, ThreadId thread) {
  return size_of(set & ((ThreadSet{1} << thread) - 1));
}
inline ThreadId nth(ThreadSet set, unsigned rank) {
  while (rank-- > 0) set &= set - 1;
  return lowest(set);
}

// Choice is one decision with more than one option, as the execution took it.
struct Choice {
  std::uint8_t options = 0;
  std::uint8_t taken = 0;  // for a thread, its rank among the runnable
  std::uint8_t standard = 0;
};

}  // namespace interleave
