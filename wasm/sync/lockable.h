// Lockable: what a Condition and a With need of a lock.
#pragma once

#include <exception>

#include "kernel/engine.h"
#include "sync/timeout.h"

namespace interleave {

class Lockable : public Object {
 public:
  using Object::Object;
  virtual ~Lockable() = default;

  // acquire_within takes the lock, waiting for `timeout` at most; false when that was over first.
  virtual bool acquire_within(Timeout timeout, Location where) = 0;
  virtual bool try_acquire(Location where = Location::here()) = 0;
  virtual void release(Location where = Location::here()) = 0;
  virtual std::string repr() const = 0;

  // is_owned tells whether the calling thread may wait and notify under this lock.
  virtual bool is_owned() const = 0;

  // release_all gives the lock up however often it is held; restore takes it back, in the same step
  // in which a wait ends, as often as `depth`, which release_all returned.
  virtual unsigned release_all(Location where) = 0;
  virtual void restore(unsigned depth, const Operation& operation) = 0;

  // taking is the operation of acquiring this lock.
  Operation taking(Location where) const {
    Operation operation;
    operation.kind = Kind::acquire;
    operation.object = const_cast<Lockable*>(this);
    operation.where = where;
    operation.enabled = [](const void* lock) {
      return static_cast<const Lockable*>(lock)->is_free();
    };
    operation.context = this;
    return operation;
  }

 protected:
  virtual bool is_free() const = 0;
};

// end_scope is what a destructor does that may throw: `action`. Where more exceptions are on their
// way than the `exceptions` that were when the scope began, the one on its way is the one to tell
// of, and what the action throws is dropped.
template <class Action>
void end_scope(int exceptions, const Action& action) {
  if (std::uncaught_exceptions() == exceptions) {
    action();
    return;
  }
  try {
    action();
  } catch (...) {
    // As said.
  }
}

// With holds a lock, a semaphore or a condition for a scope, as Python's `with` does.
template <class Lock>
class With {
 public:
  explicit With(Lock& lock, Location where = Location::here())
      : lock_(lock), where_(where), exceptions_(std::uncaught_exceptions()) {
    lock_.acquire(std::nullopt, where);
  }
  ~With() noexcept(false) {
    end_scope(exceptions_, [this] { lock_.release(where_); });
  }
  With(const With&) = delete;
  With& operator=(const With&) = delete;

 private:
  Lock& lock_;
  Location where_;
  int exceptions_;
};

}  // namespace interleave
