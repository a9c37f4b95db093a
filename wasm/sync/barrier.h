// Barrier: threads wait for each other, as with Python's threading.Barrier.
#pragma once

#include <functional>

#include "kernel/engine.h"
#include "sync/timeout.h"

namespace interleave {

// Barrier lets `parties` threads go on together, again and again. Once broken, by abort(), by a
// timeout or by a failing action, everybody gets BrokenBarrierError until reset().
class Barrier final : public Object {
 public:
  // State is what the events of kind `phase` have as their value. filling: threads arrive. acting:
  // the last of them runs the action. draining: they leave, and whoever comes again waits until the
  // last has left. resetting: they leave with an error.
  enum class State { filling, acting, draining, resetting, broken };

  struct Options {
    std::function<void()> action = {};  // run by the last to arrive, before anybody goes on
    Timeout timeout = std::nullopt;     // of a wait() that is given none
    std::string name = "";
  };

  explicit Barrier(int parties, Location where = Location::here())
      : Barrier(parties, Options{}, where) {}
  Barrier(int parties, Options options, Location where = Location::here());

  // wait waits for the others; the number of those that had arrived before the caller. A timeout
  // breaks the barrier for all. Throws BrokenBarrierError.
  int wait(Timeout timeout = std::nullopt, Location where = Location::here());

  // reset empties the barrier: who waits gets BrokenBarrierError, who comes then finds it new.
  void reset(Location where = Location::here());

  // abort breaks the barrier.
  void abort(Location where = Location::here());

  int parties() const { return parties_; }
  int n_waiting(Location where = Location::here()) const;
  bool broken(Location where = Location::here()) const;

  // repr is how Python shows it: <threading.Barrier at 0x7f0000000010: waiters=0/3>.
  std::string repr(Location where = Location::here()) const;

 private:
  // Arriving is a thread's stay, from its arrival on, on every way out.
  class Arriving;

  static const Barrier& self(const void* it) { return *static_cast<const Barrier*>(it); }
  Operation of(Kind kind, Location where, bool (*enabled)(const void*));
  void change(Engine& engine, State state);
  void act(Engine& engine);
  void await(Engine& engine, Timeout timeout, Location where);
  void leave(Engine& engine);

  const int parties_;
  const std::function<void()> action_;
  const Timeout timeout_;
  State state_ = State::filling;
  int count_ = 0;
};

}  // namespace interleave
