#include "sync/rlock.h"

#include <utility>

#include "sync/errors.h"
#include "sync/point.h"
#include "sync/text.h"

namespace interleave {

bool RLock::acquire(Timeout timeout, Location where) {
  Operation operation = taking(where);
  operation.deadline = lock_deadline_after(Engine::current(), timeout);
  if (is_owned()) operation.enabled = nullptr;
  return take(operation, 1);
}

bool RLock::take(const Operation& operation, unsigned depth) {
  Engine& engine = Engine::current();
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  if (shape != Shape::timed_out) {
    depth_ += depth;
    set_owner(engine.self());
  }
  engine.record(event(Kind::acquire, this, operation.where, depth_, shape));
  return shape != Shape::timed_out;
}

bool RLock::try_acquire(Location where) {
  Engine& engine = Engine::current();
  Operation operation = taking(where);
  operation.enabled = nullptr;
  engine.point(operation);
  const Section section(engine, *this);
  const bool taken = depth_ == 0 || is_owned();
  if (taken) {
    ++depth_;
    set_owner(engine.self());
  }
  engine.record(event(Kind::acquire, this, where, depth_, taken ? Shape::done : Shape::failed));
  return taken;
}

void RLock::release(Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = Kind::release, .object = this, .where = where});
  const Section section(engine, *this);
  if (!is_owned()) {
    if (engine.cancelling()) return;
    throw RuntimeError("cannot release un-acquired lock");
  }
  if (--depth_ == 0) set_owner(kNoThread);
  engine.record(event(Kind::release, this, where, depth_));
  if (depth_ == 0) engine.unpark_one(*this);
}

std::string RLock::repr() const {
  Engine& engine = at_point(Kind::read, *this, Location{});
  const Section section(engine, const_cast<RLock&>(*this));
  const long ident = depth_ == 0 ? 0 : owner() + 1;
  return std::string(depth_ > 0 ? "<locked" : "<unlocked") +
         " _thread.RLock object owner=" + std::to_string(ident) +
         " count=" + std::to_string(depth_) + " at " + address_text(*this) + ">";
}

unsigned RLock::release_all(Location where) {
  Engine& engine = Engine::current();
  const Section section(engine, *this);
  const unsigned depth = std::exchange(depth_, 0);
  set_owner(kNoThread);
  engine.record(event(Kind::release, this, where, 0));
  engine.unpark_one(*this);
  return depth;
}

void RLock::restore(unsigned depth, const Operation& operation) { take(operation, depth); }

}  // namespace interleave
