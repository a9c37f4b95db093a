#include "sync/barrier.h"

#include <exception>
#include <string_view>
#include <utility>

#include "sync/errors.h"
#include "sync/point.h"
#include "sync/text.h"

namespace interleave {

class Barrier::Arriving {
 public:
  Arriving(Engine& engine, Barrier& barrier) : engine_(engine), barrier_(barrier) {}
  ~Arriving() { barrier_.leave(engine_); }
  Arriving(const Arriving&) = delete;
  Arriving& operator=(const Arriving&) = delete;

 private:
  Engine& engine_;
  Barrier& barrier_;
};

Barrier::Barrier(int parties, Options options, Location where)
    : Object(ObjectType::barrier, std::move(options.name), parties, where),
      parties_(parties),
      action_(std::move(options.action)),
      timeout_(options.timeout) {}

Operation Barrier::of(Kind kind, Location where, bool (*enabled)(const void*)) {
  Operation operation;
  operation.kind = kind;
  operation.object = this;
  operation.where = where;
  operation.enabled = enabled;
  operation.context = this;
  return operation;
}

// change enters `state` inside the section, and tells when it is another one.
void Barrier::change(Engine& engine, State state) {
  constexpr std::string_view kWords[] = {"ready to fill", "held by the action", "open", "reset",
                                         "broken"};
  if (state != std::exchange(state_, state)) {
    const auto number = static_cast<std::int64_t>(state);
    engine.record(event(Kind::phase, this, {}, number), kWords[number]);
  }
  set_owner(state == State::acting ? engine.self() : kNoThread);
  engine.unpark_all(*this);
}

int Barrier::wait(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  const Shape shape = engine.park(of(Kind::arrive, where, [](const void* it) {
    const State state = self(it).state_;
    return state == State::filling || state == State::broken;
  }));
  int index = 0;
  {
    const Section section(engine, *this, Section::adopt);
    if (engine.cancelling()) return 0;
    if (state_ == State::broken) {
      const Shape found = shape == Shape::resumed ? Shape::resumed : Shape::failed;
      engine.record(event(Kind::arrive, this, where, count_, found));
      throw BrokenBarrierError();
    }
    index = count_++;
    engine.record(event(Kind::arrive, this, where, count_, shape));
    if (count_ == parties_) {
      change(engine, action_ ? State::acting : State::draining);
    }
  }
  const Arriving stay(engine, *this);
  if (index + 1 == parties_) {
    if (action_) act(engine);
  } else {
    await(engine, timeout ? timeout : timeout_, where);
  }
  return index;
}

// act runs the action of the last to arrive, and lets all go on.
void Barrier::act(Engine& engine) {
  try {
    action_();
  } catch (...) {
    const Section section(engine, *this);
    change(engine, State::broken);
    throw;
  }
  const Section section(engine, *this);
  change(engine, State::draining);
}

// await waits until the barrier is no longer filling.
void Barrier::await(Engine& engine, Timeout timeout, Location where) {
  Operation passing = of(Kind::pass, where, [](const void* it) {
    const State state = self(it).state_;
    return state != State::filling && state != State::acting;
  });
  passing.deadline = deadline_after(engine, timeout);
  Shape shape = engine.park(passing);
  if (shape == Shape::timed_out && state_ == State::acting) {
    // The last has arrived and holds the barrier while it acts: this one was in time.
    engine.leave(*this);
    passing.deadline = kNever;
    passing.announced = true;
    shape = engine.park(passing);
  }
  const Section section(engine, *this, Section::adopt);
  engine.record(event(Kind::pass, this, where, count_, shape));
  if (shape == Shape::timed_out) {
    check_range(timeout);
    change(engine, State::broken);
  }
  if (state_ != State::draining && !engine.cancelling()) throw BrokenBarrierError();
}

void Barrier::leave(Engine& engine) {
  const Section section(engine, *this);
  if (--count_ > 0) return;
  if (state_ == State::draining || state_ == State::resetting) change(engine, State::filling);
}

void Barrier::reset(Location where) {
  Engine& engine = Engine::current();
  engine.park(
      of(Kind::clear, where, [](const void* it) { return self(it).state_ != State::acting; }));
  const Section section(engine, *this, Section::adopt);
  engine.record(event(Kind::clear, this, where, count_));
  if (count_ == 0) {
    change(engine, State::filling);
  } else if (state_ != State::draining) {
    change(engine, State::resetting);
  }
}

void Barrier::abort(Location where) {
  Engine& engine = Engine::current();
  engine.park(
      of(Kind::abort, where, [](const void* it) { return self(it).state_ != State::acting; }));
  const Section section(engine, *this, Section::adopt);
  engine.record(event(Kind::abort, this, where, count_));
  change(engine, State::broken);
}

int Barrier::n_waiting(Location where) const {
  Engine& engine = at_point(Kind::read, *this, where);
  const Section section(engine, const_cast<Barrier&>(*this));
  const int waiting = state_ == State::filling || state_ == State::acting ? count_ : 0;
  engine.record(event(Kind::read, this, where, waiting));
  return waiting;
}

bool Barrier::broken(Location where) const {
  Engine& engine = at_point(Kind::read, *this, where);
  const Section section(engine, const_cast<Barrier&>(*this));
  const bool broken = state_ == State::broken;
  Event told = event(Kind::read, this, where, broken ? 1 : 0);
  told.flags |= kValueIsBool;
  engine.record(told);
  return broken;
}

std::string Barrier::repr(Location where) const {
  Engine& engine = at_point(Kind::read, *this, where);
  const Section section(engine, const_cast<Barrier&>(*this));
  std::string text = "<threading.Barrier at " + address_text(*this) + ": ";
  if (state_ == State::broken) return text + "broken>";
  const int waiting = state_ == State::filling || state_ == State::acting ? count_ : 0;
  return text + "waiters=" + std::to_string(waiting) + "/" + std::to_string(parties_) + ">";
}

}  // namespace interleave
