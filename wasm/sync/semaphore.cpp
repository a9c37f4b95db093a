#include "sync/semaphore.h"

#include "sync/errors.h"
#include "sync/point.h"
#include "sync/text.h"

namespace interleave {
namespace {

int checked(int permits) {
  if (permits < 0) throw ValueError("semaphore initial value must be >= 0");
  return permits;
}

}  // namespace

Semaphore::Semaphore(int permits, std::string name, Location where)
    : Semaphore(permits, false, std::move(name), where) {}

Semaphore::Semaphore(int permits, bool bounded, std::string name, Location where)
    : Object(ObjectType::semaphore, std::move(name), checked(permits), where),
      permits_(permits),
      most_(bounded ? permits : -1) {}

bool Semaphore::acquire(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  Operation operation;
  operation.kind = Kind::acquire;
  operation.object = this;
  operation.where = where;
  operation.enabled = [](const void* it) {
    return static_cast<const Semaphore*>(it)->permits_ > 0;
  };
  operation.context = this;
  operation.deadline = deadline_after(engine, timeout);
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  if (shape != Shape::timed_out) --permits_;
  engine.record(event(Kind::acquire, this, where, permits_, shape));
  if (shape == Shape::timed_out) check_range(timeout);
  return shape != Shape::timed_out;
}

bool Semaphore::try_acquire(Location where) {
  Engine& engine = Engine::current();
  Operation operation;
  operation.kind = Kind::acquire;
  operation.object = this;
  operation.where = where;
  engine.point(operation);
  const Section section(engine, *this);
  const bool taken = permits_ > 0;
  if (taken) --permits_;
  engine.record(event(Kind::acquire, this, where, permits_, taken ? Shape::done : Shape::failed));
  return taken;
}

void Semaphore::release(int count, Location where) {
  Engine& engine = Engine::current();
  if (count < 1) throw ValueError("n must be one or more");
  engine.point({.kind = Kind::release, .object = this, .where = where});
  const Section section(engine, *this);
  if (most_ >= 0 && permits_ + count > most_) {
    if (engine.cancelling()) return;
    throw ValueError("Semaphore released too many times");
  }
  permits_ += count;
  engine.record(event(Kind::release, this, where, permits_));
  for (int i = 0; i < count; ++i) engine.unpark_one(*this);
}

std::string Semaphore::repr() const {
  Engine& engine = at_point(Kind::read, *this, Location{});
  const Section section(engine, const_cast<Semaphore&>(*this));
  std::string text = most_ >= 0 ? "<threading.BoundedSemaphore at " : "<threading.Semaphore at ";
  text += address_text(*this) + ": value=" + std::to_string(permits_);
  if (most_ >= 0) text += "/" + std::to_string(most_);
  return text + ">";
}

}  // namespace interleave
