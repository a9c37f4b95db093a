#include "sync/event.h"

#include "sync/point.h"
#include "sync/text.h"

namespace interleave {

Operation EventFlag::of(Kind kind, Location where) {
  Operation operation;
  operation.kind = kind;
  operation.object = this;
  operation.where = where;
  return operation;
}

bool EventFlag::wait(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  Operation operation = of(Kind::wait, where);
  operation.enabled = [](const void* it) { return static_cast<const EventFlag*>(it)->set_; };
  operation.context = this;
  operation.deadline = deadline_after(engine, timeout);
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  engine.record(event(Kind::wait, this, where, set_ ? 1 : 0, shape));
  if (shape == Shape::timed_out) check_range(timeout);
  return shape != Shape::timed_out;
}

void EventFlag::set(Location where) {
  Engine& engine = Engine::current();
  engine.point(of(Kind::set, where));
  const Section section(engine, *this);
  set_ = true;
  engine.record(event(Kind::set, this, where, 1));
  engine.unpark_all(*this);
}

void EventFlag::clear(Location where) {
  Engine& engine = Engine::current();
  engine.point(of(Kind::clear, where));
  const Section section(engine, *this);
  set_ = false;
  engine.record(event(Kind::clear, this, where, 0));
}

std::string EventFlag::repr() const {
  Engine& engine = at_point(Kind::read, *this, Location{});
  const Section section(engine, const_cast<EventFlag&>(*this));
  return "<threading.Event at " + address_text(*this) + (set_ ? ": set>" : ": unset>");
}

bool EventFlag::is_set(Location where) {
  Engine& engine = Engine::current();
  engine.point(of(Kind::read, where));
  const Section section(engine, *this);
  engine.record(event(Kind::read, this, where, set_ ? 1 : 0));
  return set_;
}

}  // namespace interleave
