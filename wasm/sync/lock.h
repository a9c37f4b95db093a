// Lock: mutual exclusion, as Python's threading.Lock.
#pragma once

#include "sync/lockable.h"
#include "sync/timeout.h"

namespace interleave {

// Lock is held by at most one thread at a time. It is barging: whoever comes while it is free takes
// it, whether others wait or not. Any thread may release it.
class Lock final : public Lockable {
 public:
  explicit Lock(std::string name = "", Location where = Location::here())
      : Lockable(ObjectType::lock, std::move(name), 0, where) {}

  // acquire takes the lock, waiting while another holds it; false when `timeout` was over first.
  bool acquire(Timeout timeout = std::nullopt, Location where = Location::here());

  // acquire(blocking, timeout) is as Python's. Throws ValueError for a timeout without blocking.
  template <Bool Blocking>
  bool acquire(Blocking blocking, Timeout timeout = -1, Location where = Location::here()) {
    if (blocking) return acquire(timeout, where);
    refuse_timeout(timeout);
    return try_acquire(where);
  }

  bool acquire_within(Timeout timeout, Location where) override { return acquire(timeout, where); }

  // try_acquire takes the lock if it is free, without waiting.
  bool try_acquire(Location where = Location::here()) override;

  // release gives the lock up. Throws RuntimeError when nobody holds it.
  void release(Location where = Location::here()) override;

  // locked tells whether anybody holds the lock.
  bool locked(Location where = Location::here());

  // repr is how Python shows it, with the object's number for its address.
  std::string repr() const override;

  bool is_owned() const override { return held_; }
  unsigned release_all(Location where) override;
  void restore(unsigned depth, const Operation& operation) override;

 private:
  bool is_free() const override { return !held_; }
  bool take(const Operation& operation);
  void give_up(Engine& engine, Location where);

  bool held_ = false;
};

}  // namespace interleave
