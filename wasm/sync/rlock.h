// RLock: a lock that its owner may take again, as Python's threading.RLock.
#pragma once

#include "sync/lockable.h"
#include "sync/timeout.h"

namespace interleave {

// RLock counts how often its owner holds it; others get it when the count is back at 0. Taking it
// again never waits.
class RLock final : public Lockable {
 public:
  explicit RLock(std::string name = "", Location where = Location::here())
      : Lockable(ObjectType::rlock, std::move(name), 0, where) {}

  // acquire takes the lock once more; false when `timeout` was over first.
  bool acquire(Timeout timeout = std::nullopt, Location where = Location::here());

  // acquire(blocking, timeout) is as Python's. Throws ValueError for a timeout without blocking.
  template <Bool Blocking>
  bool acquire(Blocking blocking, Timeout timeout = -1, Location where = Location::here()) {
    if (blocking) return acquire(timeout, where);
    refuse_timeout(timeout);
    return try_acquire(where);
  }

  bool acquire_within(Timeout timeout, Location where) override { return acquire(timeout, where); }

  // try_acquire takes the lock if that needs no waiting.
  bool try_acquire(Location where = Location::here()) override;

  // release gives the lock up once. Throws RuntimeError when the caller does not own it.
  void release(Location where = Location::here()) override;

  // repr is how Python shows it, with the object's number for its address.
  std::string repr() const override;

  bool is_owned() const override { return owner() == Engine::current().self(); }
  unsigned release_all(Location where) override;
  void restore(unsigned depth, const Operation& operation) override;

 private:
  bool is_free() const override { return depth_ == 0; }
  bool take(const Operation& operation, unsigned depth);

  unsigned depth_ = 0;
};

}  // namespace interleave
