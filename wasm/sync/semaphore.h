// Semaphore: a number of permits, as Python's threading.Semaphore.
#pragma once

#include "kernel/engine.h"
#include "sync/timeout.h"

namespace interleave {

// Semaphore lets as many threads on as it has permits. Any thread may release.
class Semaphore final : public Object {
 public:
  // Throws ValueError when `permits` is negative.
  explicit Semaphore(int permits = 1, std::string name = "", Location where = Location::here());

  // acquire takes a permit, waiting while there is none; false when `timeout` was over first.
  bool acquire(Timeout timeout = std::nullopt, Location where = Location::here());

  // try_acquire takes a permit if there is one, without waiting.
  bool try_acquire(Location where = Location::here());

  // release gives back one permit; the count form several. Throws ValueError when `count` < 1.
  void release(Location where = Location::here()) { release(1, where); }
  void release(int count, Location where = Location::here());

 private:
  int permits_;
};

}  // namespace interleave
