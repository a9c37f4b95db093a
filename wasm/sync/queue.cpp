#include "sync/queue.h"

namespace interleave {
namespace {

constexpr const char* kNegative = "'timeout' must be a non-negative number";

}  // namespace

int QueueState::qsize(Location where) const {
  Engine& engine = at_point(Kind::read, *this, where);
  const Section section(engine, const_cast<QueueState&>(*this));
  engine.record(event(Kind::read, this, where, size_));
  return size_;
}

QueueState::Went QueueState::enter_put(bool block, const Timeout& timeout, Location where,
                                       Shape& shape) {
  if (block && maxsize_ > 0 && timeout && *timeout < 0) throw ValueError(kNegative);
  return enter(
      Kind::put, block, timeout,
      [](const void* it) { return static_cast<const QueueState*>(it)->has_room(); }, where, shape);
}

QueueState::Went QueueState::enter_get(bool block, const Timeout& timeout, Location where,
                                       Shape& shape) {
  if (block && timeout && *timeout < 0) throw ValueError(kNegative);
  return enter(
      Kind::get, block, timeout,
      [](const void* it) { return static_cast<const QueueState*>(it)->size_ > 0; }, where, shape);
}

QueueState::Went QueueState::enter(Kind kind, bool block, const Timeout& timeout,
                                   bool (*enabled)(const void*), Location where, Shape& shape) {
  Engine& engine = Engine::current();
  Operation operation;
  operation.kind = kind;
  operation.object = this;
  operation.where = where;
  if (block) {
    operation.enabled = enabled;
    operation.context = this;
    operation.deadline = deadline_after(engine, timeout);
    shape = engine.park(operation);
  } else {
    engine.point(operation);
    engine.enter(*this);
    shape = Shape::done;
  }
  if (enabled(this)) return Went::well;
  if (!block) shape = Shape::failed;
  const bool cancelled = engine.cancelling();
  if (!cancelled) engine.record(event(kind, this, where, size_, shape));
  engine.leave(*this);
  if (cancelled) return Went::cancelled;
  check_range(timeout);
  return Went::badly;
}

void QueueState::added(Shape shape, std::string_view text, Location where) {
  Engine& engine = Engine::current();
  ++size_;
  ++unfinished_;
  engine.record(event(Kind::put, this, where, size_, shape), text);
  engine.unpark_one(*this);
}

void QueueState::taken(Shape shape, std::string_view text, Location where) {
  Engine& engine = Engine::current();
  --size_;
  engine.record(event(Kind::get, this, where, size_, shape), text);
  engine.unpark_one(*this);
}

void QueueState::count_task_done(Location where) {
  Engine& engine = at_point(Kind::task_done, *this, where);
  const Section section(engine, *this);
  if (unfinished_ <= 0) {
    if (engine.cancelling()) return;
    throw ValueError("task_done() called too many times");
  }
  --unfinished_;
  engine.record(event(Kind::task_done, this, where, unfinished_));
  if (unfinished_ == 0) engine.unpark_all(*this);
}

void QueueState::wait_until_done(Location where) {
  Engine& engine = Engine::current();
  Operation operation;
  operation.kind = Kind::wait;
  operation.object = this;
  operation.where = where;
  operation.enabled = [](const void* it) {
    return static_cast<const QueueState*>(it)->unfinished_ == 0;
  };
  operation.context = this;
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  engine.record(event(Kind::wait, this, where, 0, shape));
}

}  // namespace interleave
