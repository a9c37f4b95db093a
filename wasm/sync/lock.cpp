#include "sync/lock.h"

#include "sync/errors.h"
#include "sync/point.h"
#include "sync/text.h"

namespace interleave {

bool Lock::acquire(Timeout timeout, Location where) {
  Operation operation = taking(where);
  operation.deadline = lock_deadline_after(Engine::current(), timeout);
  return take(operation);
}

bool Lock::take(const Operation& operation) {
  Engine& engine = Engine::current();
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  if (shape != Shape::timed_out) {
    held_ = true;
    set_owner(engine.self());
  }
  engine.record(event(Kind::acquire, this, operation.where, 1, shape));
  return shape != Shape::timed_out;
}

bool Lock::try_acquire(Location where) {
  Engine& engine = Engine::current();
  Operation operation = taking(where);
  operation.enabled = nullptr;
  engine.point(operation);
  const Section section(engine, *this);
  const bool taken = !held_;
  if (taken) {
    held_ = true;
    set_owner(engine.self());
  }
  engine.record(
      event(Kind::acquire, this, where, taken ? 1 : 0, taken ? Shape::done : Shape::failed));
  return taken;
}

void Lock::release(Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = Kind::release, .object = this, .where = where});
  const Section section(engine, *this);
  if (!held_) {
    if (engine.cancelling()) return;
    throw RuntimeError("release unlocked lock");
  }
  give_up(engine, where);
}

void Lock::give_up(Engine& engine, Location where) {
  held_ = false;
  set_owner(kNoThread);
  engine.record(event(Kind::release, this, where, 0));
  engine.unpark_one(*this);
}

bool Lock::locked(Location where) {
  Engine& engine = Engine::current();
  Operation operation;
  operation.kind = Kind::read;
  operation.object = this;
  operation.where = where;
  engine.point(operation);
  const Section section(engine, *this);
  engine.record(event(Kind::read, this, where, held_ ? 1 : 0));
  return held_;
}

std::string Lock::repr() const {
  Engine& engine = at_point(Kind::read, *this, Location{});
  const Section section(engine, const_cast<Lock&>(*this));
  return std::string(held_ ? "<locked" : "<unlocked") + " _thread.lock object at " +
         address_text(*this) + ">";
}

unsigned Lock::release_all(Location where) {
  Engine& engine = Engine::current();
  const Section section(engine, *this);
  give_up(engine, where);
  return 1;
}

void Lock::restore(unsigned, const Operation& operation) { take(operation); }

}  // namespace interleave
