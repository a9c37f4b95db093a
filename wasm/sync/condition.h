// Condition: wait for a change that another thread announces, as Python's threading.Condition.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sync/lockable.h"
#include "sync/rlock.h"
#include "sync/timeout.h"

namespace interleave {

// Condition goes with a lock: its own RLock unless another is given. A waiter gives the lock up
// while it waits and has it again when wait() returns. A notification that nobody waits for is
// lost.
class Condition final : public Object {
 public:
  explicit Condition(std::string name = "", Location where = Location::here());
  explicit Condition(Lockable& lock, std::string name = "", Location where = Location::here());

  // acquire and release are the lock's.
  bool acquire(Timeout timeout = std::nullopt, Location where = Location::here());
  void release(Location where = Location::here());
  template <Bool Blocking>
  bool acquire(Blocking blocking, Timeout timeout = -1, Location where = Location::here()) {
    if (blocking) return acquire(timeout, where);
    refuse_timeout(timeout);
    return lock_.try_acquire(where);
  }
  bool is_owned() const { return lock_.is_owned(); }

  // repr is how Python shows it: <Condition(<its lock>, how many wait)>.
  std::string repr() const;

  // wait waits to be notified; false when `timeout` was over first. There are no spurious
  // wake-ups, but what the waiter waits for may be gone again: wait in a loop. Throws RuntimeError
  // when the caller does not hold the lock.
  bool wait(Timeout timeout = std::nullopt, Location where = Location::here());

  // wait_for waits until `predicate()` holds; the predicate's last value.
  bool wait_for(const std::function<bool()>& predicate, Timeout timeout = std::nullopt,
                Location where = Location::here());

  // notify wakes up to `count` waiters. Whom is a choice; live, the longest waiting first, as
  // CPython. Throws RuntimeError when the caller does not hold the lock.
  void notify(int count = 1, Location where = Location::here());
  void notify_all(Location where = Location::here());

 private:
  struct Ticket {
    ThreadId thread;
    bool signalled = false;
  };
  class Place;

  Condition(std::unique_ptr<RLock> own, std::string name, Location where);
  void wake(int count, Location where);

  std::unique_ptr<RLock> own_lock_;
  Lockable& lock_;
  std::vector<Ticket*> tickets_;  // who waits, the longest first
};

}  // namespace interleave
