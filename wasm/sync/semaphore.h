// Semaphore, BoundedSemaphore: a number of permits, as in Python's threading.
#pragma once

#include "kernel/engine.h"
#include "sync/timeout.h"

namespace interleave {

// Semaphore lets as many threads on as it has permits. Any thread may release.
class Semaphore : public Object {
 public:
  // Throws ValueError when `permits` is negative.
  explicit Semaphore(int permits = 1, std::string name = "", Location where = Location::here());

  // acquire takes a permit, waiting while there is none; false when `timeout` was over first.
  bool acquire(Timeout timeout = std::nullopt, Location where = Location::here());

  // acquire(blocking, timeout) is as Python's. Throws ValueError for a timeout without blocking.
  template <Bool Blocking>
  bool acquire(Blocking blocking, Timeout timeout = std::nullopt,
               Location where = Location::here()) {
    if (blocking) return acquire(timeout, where);
    if (timeout) throw ValueError("can't specify timeout for non-blocking acquire");
    return try_acquire(where);
  }

  // try_acquire takes a permit if there is one, without waiting.
  bool try_acquire(Location where = Location::here());

  // release gives back one permit; the count form several. Throws ValueError when `count` < 1, and
  // when a bounded one would get more than it had at first.
  void release(Location where = Location::here()) { release(1, where); }
  void release(int count, Location where = Location::here());

  // repr is how Python shows it: <threading.Semaphore at 0x7f0000000010: value=1>.
  std::string repr() const;

 protected:
  Semaphore(int permits, bool bounded, std::string name, Location where);

 private:
  int permits_;
  const int most_;  // of a bounded one; -1 without a bound
};

// BoundedSemaphore refuses to have more permits than at first: a release too many is a mistake.
class BoundedSemaphore final : public Semaphore {
 public:
  explicit BoundedSemaphore(int permits = 1, std::string name = "",
                            Location where = Location::here())
      : Semaphore(permits, true, std::move(name), where) {}
};

}  // namespace interleave
