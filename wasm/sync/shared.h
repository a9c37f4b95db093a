// Shared: a value that threads read and write without any lock, each access an event.
#pragma once

#include "kernel/engine.h"
#include "sync/number_bits.h"

namespace interleave {

// Shared<T> is a variable that several threads use. read() and write() are two operations: between
// them anything may happen. Each access and its event are one section of the object, so that a read
// shows the write that the trace tells last, and a program that races loses updates but has no
// undefined behaviour.
template <class T>
class Shared final : public Object {
 public:
  explicit Shared(T value = {}, std::string name = "", Location where = Location::here())
      : Object(ObjectType::shared, std::move(name), Bits::of(value), where, Bits::kFlags),
        value_(value) {}

  // Each access is a call of its own: the instructions of a program that is shown stay its own.
  [[gnu::noinline]] T read(Location where = Location::here()) {
    Engine& engine = at_point(Kind::read, where);
    const Section section(engine, *this);
    tell(engine, Kind::read, value_, where);
    return value_;
  }

  [[gnu::noinline]] void write(T value, Location where = Location::here()) {
    Engine& engine = at_point(Kind::write, where);
    const Section section(engine, *this);
    value_ = value;
    tell(engine, Kind::write, value, where);
  }

  // fetch_add adds `amount` in one indivisible operation and returns what was there before.
  [[gnu::noinline]] T fetch_add(T amount, Location where = Location::here()) {
    Engine& engine = at_point(Kind::update, where);
    const Section section(engine, *this);
    const T before = value_;
    value_ = static_cast<T>(before + amount);
    tell(engine, Kind::update, value_, where);
    return before;
  }

  // peek is the value, for who may look without an operation: nobody else runs.
  T peek() const { return value_; }

 private:
  using Bits = NumberBits<T>;

  // Part of its callers: under Asyncify each function on the way costs every switch.
  [[gnu::always_inline]] Engine& at_point(Kind kind, Location where) {
    Engine& engine = Engine::current();
    Operation operation;
    operation.kind = kind;
    operation.object = this;
    operation.where = where;
    engine.point(operation);
    return engine;
  }

  void tell(Engine& engine, Kind kind, T value, Location where) noexcept {
    Event told = event(kind, this, where, Bits::of(value));
    told.flags |= Bits::kFlags;
    engine.record(told);
  }

  T value_;
};

}  // namespace interleave
