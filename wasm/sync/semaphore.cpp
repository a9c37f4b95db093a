#include "sync/semaphore.h"

#include "sync/errors.h"

namespace interleave {
namespace {

int checked(int permits) {
  if (permits < 0) throw ValueError("semaphore initial value must be >= 0");
  return permits;
}

}  // namespace

Semaphore::Semaphore(int permits, std::string name, Location where)
    : Object(ObjectType::semaphore, std::move(name), checked(permits), where), permits_(permits) {}

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
  permits_ += count;
  engine.record(event(Kind::release, this, where, permits_));
  for (int i = 0; i < count; ++i) engine.unpark_one(*this);
}

}  // namespace interleave
