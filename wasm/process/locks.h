// Lock, RLock, Semaphore, BoundedSemaphore, Event and Value across processes, as in Python's
// multiprocessing: handles of one thing that lies in the commons.
#pragma once

#include <memory>

#include "process/common_state.h"
#include "sync/lockable.h"
#include "sync/number_bits.h"
#include "sync/text.h"
#include "sync/timeout.h"

namespace interleave::multiprocessing {

// SemLock is what the four locks are in CPython: a counting semaphore, recursive or not.
class SemLock final : public CommonState {
 public:
  enum class Type { lock, rlock, semaphore, bounded };

  SemLock(Type type, int permits, std::string name, Location where);
  SemLock(Type type, Handle handle) : CommonState(handle), type_(type) {}

  bool acquire(Timeout timeout, Location where);
  bool try_acquire(Location where);
  void release(Location where);
  int value(Location where) const;
  std::string owner_name() const;

 private:
  enum State : Word { permits, most, depth, words };

  bool recursive_again() const;
  bool is_lock() const { return type_ == Type::lock || type_ == Type::rlock; }
  void take(Engine& engine);
  Operation taking(Location where) const;

  const Type type_;
};

// Each of them is a handle: copies are of the same, here and in another process.
template <SemLock::Type kType>
class SemHandle {
 public:
  // acquire takes it, waiting for `timeout` seconds at most; false when that was over first. A
  // negative timeout is none at all.
  bool acquire(Timeout timeout = std::nullopt, Location where = Location::here()) {
    return state_->acquire(timeout, where);
  }
  template <Bool Blocking>
  bool acquire(Blocking blocking, Timeout timeout = std::nullopt,
               Location where = Location::here()) {
    return blocking ? state_->acquire(timeout, where) : state_->try_acquire(where);
  }

  // release gives it back. Throws ValueError when it was released too many times, an RLock
  // AssertionError when the caller is not its owner.
  void release(Location where = Location::here()) { state_->release(where); }

  // get_value is how many permits are left.
  int get_value(Location where = Location::here()) const { return state_->value(where); }

  // repr is how Python shows it: <Lock(owner=None)>.
  std::string repr() const;

  Json pickle() const {
    Inheritance::note(kClass, {});
    return state_->handle();
  }

 protected:
  SemHandle(int permits, std::string name, Location where)
      : state_(std::make_shared<SemLock>(kType, permits, std::move(name), where)) {}
  explicit SemHandle(Handle handle) : state_(std::make_shared<SemLock>(kType, handle)) {}

 private:
  static constexpr const char* kClass = kType == SemLock::Type::lock        ? "Lock"
                                        : kType == SemLock::Type::rlock     ? "RLock"
                                        : kType == SemLock::Type::semaphore ? "Semaphore"
                                                                            : "BoundedSemaphore";
  std::shared_ptr<SemLock> state_;
};

class Lock final : public SemHandle<SemLock::Type::lock> {
 public:
  explicit Lock(std::string name = "", Location where = Location::here())
      : SemHandle(1, std::move(name), where) {}
  static Lock unpickle(const Json& handle) { return Lock(Handle{handle}); }

 private:
  explicit Lock(Handle handle) : SemHandle(handle) {}
};

class RLock final : public SemHandle<SemLock::Type::rlock> {
 public:
  explicit RLock(std::string name = "", Location where = Location::here())
      : SemHandle(1, std::move(name), where) {}
  static RLock unpickle(const Json& handle) { return RLock(Handle{handle}); }

 private:
  explicit RLock(Handle handle) : SemHandle(handle) {}
};

class Semaphore final : public SemHandle<SemLock::Type::semaphore> {
 public:
  explicit Semaphore(int permits = 1, std::string name = "", Location where = Location::here())
      : SemHandle(permits, std::move(name), where) {}
  static Semaphore unpickle(const Json& handle) { return Semaphore(Handle{handle}); }

 private:
  explicit Semaphore(Handle handle) : SemHandle(handle) {}
};

class BoundedSemaphore final : public SemHandle<SemLock::Type::bounded> {
 public:
  explicit BoundedSemaphore(int permits = 1, std::string name = "",
                            Location where = Location::here())
      : SemHandle(permits, std::move(name), where) {}
  static BoundedSemaphore unpickle(const Json& handle) { return BoundedSemaphore(Handle{handle}); }

 private:
  explicit BoundedSemaphore(Handle handle) : SemHandle(handle) {}
};

// Event is a flag that threads of all processes can wait for.
class Event final {
 public:
  explicit Event(std::string name = "", Location where = Location::here());

  bool wait(Timeout timeout = std::nullopt, Location where = Location::here());
  void set(Location where = Location::here());
  void clear(Location where = Location::here());
  bool is_set(Location where = Location::here()) const;

  Json pickle() const;
  static Event unpickle(const Json& handle);

 private:
  class State;
  explicit Event(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

// ValueState is the 64 bits of a Value.
class ValueState final : public CommonState {
 public:
  ValueState(std::int64_t bits, std::uint8_t flags, std::string name, Location where);
  explicit ValueState(Handle handle) : CommonState(handle) {}

  std::int64_t read(std::uint8_t flags, Location where);
  void write(std::int64_t bits, std::uint8_t flags, Location where);

 private:
  void tell(Engine& engine, Kind kind, std::int64_t bits, std::uint8_t flags, Location where);
};

// Value is a number that all processes see. Reading and writing are two operations: between them
// anything may happen, unless get_lock() is held.
template <class T>
class Value final {
 public:
  explicit Value(T value = {}, std::string name = "", Location where = Location::here())
      : state_(std::make_shared<ValueState>(Bits::of(value), Bits::kFlags,
                                            name.empty() ? "Value" : std::move(name), where)),
        lock_(state_->name() + "'s lock", where) {}

  T value(Location where = Location::here()) const {
    return Bits::from(state_->read(Bits::kFlags, where));
  }
  void set_value(T value, Location where = Location::here()) {
    state_->write(Bits::of(value), Bits::kFlags, where);
  }

  // get_lock is the lock that goes with the value.
  RLock& get_lock() { return lock_; }

  Json pickle() const {
    Inheritance::note("Synchronized", {});
    return Json::array({state_->handle(), lock_.pickle()});
  }
  static Value unpickle(const Json& json) {
    return Value(std::make_shared<ValueState>(Handle{json[0]}), RLock::unpickle(json[1]));
  }

 private:
  Value(std::shared_ptr<ValueState> state, RLock lock)
      : state_(std::move(state)), lock_(std::move(lock)) {}

  using Bits = NumberBits<T>;

  std::shared_ptr<ValueState> state_;
  RLock lock_;
};

}  // namespace interleave::multiprocessing
