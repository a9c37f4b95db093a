#include "process/locks.h"

#include "process/process.h"
#include "sync/point.h"

namespace interleave::multiprocessing {
namespace {

ObjectType object_type(SemLock::Type type) {
  if (type == SemLock::Type::lock) return ObjectType::lock;
  return type == SemLock::Type::rlock ? ObjectType::rlock : ObjectType::semaphore;
}

int checked(int permits) {
  if (permits < 0) throw OSError("[Errno 22] Invalid argument");
  return permits;
}

constexpr const char* kTooOften = "semaphore or lock released too many times";

}  // namespace

SemLock::SemLock(Type type, int count, std::string name, Location where)
    : CommonState(words, object_type(type), std::move(name),
                  type == Type::lock || type == Type::rlock ? 0 : checked(count), where),
      type_(type) {
  set(permits, static_cast<std::uint32_t>(count));
  set(most, type == Type::semaphore ? 0x7fffffff : static_cast<std::uint32_t>(count));
}

bool SemLock::recursive_again() const {
  return type_ == Type::rlock && owner() == Engine::current().self();
}

Operation SemLock::taking(Location where) const {
  Operation operation;
  operation.kind = Kind::acquire;
  operation.object = const_cast<SemLock*>(this);
  operation.where = where;
  if (recursive_again()) return operation;
  operation.enabled = [](const void* it) {
    return static_cast<const SemLock*>(it)->get(permits) > 0;
  };
  operation.context = this;
  return operation;
}

// take has the permit, inside the section; what the event tells is the depth of a lock, the permits
// that are left of a semaphore.
void SemLock::take(Engine& engine) {
  if (recursive_again()) {
    set(depth, get(depth) + 1);
    return;
  }
  set(permits, get(permits) - 1);
  if (!is_lock()) return;
  set(depth, 1);
  set_owner(engine.self());
}

bool SemLock::acquire(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  check_range(timeout);
  Operation operation = taking(where);
  // As in CPython, a time below 0 is over at once.
  operation.deadline = deadline_after(engine, timeout);
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  const bool taken = shape != Shape::timed_out;
  if (taken) take(engine);
  engine.record(event(Kind::acquire, this, where, get(is_lock() ? depth : permits), shape));
  return taken;
}

bool SemLock::try_acquire(Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = Kind::acquire, .object = this, .where = where});
  const Section section(engine, *this);
  const bool taken = recursive_again() || get(permits) > 0;
  if (taken) take(engine);
  engine.record(event(Kind::acquire, this, where, get(is_lock() ? depth : permits),
                      taken ? Shape::done : Shape::failed));
  return taken;
}

void SemLock::release(Location where) {
  Engine& engine = at_point(Kind::release, *this, where);
  const Section section(engine, *this);
  if (type_ == Type::rlock && owner() != engine.self()) {
    if (engine.cancelling()) return;
    throw AssertionError("attempt to release recursive lock not owned by thread");
  }
  if (type_ == Type::rlock && get(depth) > 1) {
    set(depth, get(depth) - 1);
    engine.record(event(Kind::release, this, where, get(depth)));
    return;
  }
  if (get(permits) >= get(most)) {
    if (engine.cancelling()) return;
    throw ValueError(kTooOften);
  }
  set(permits, get(permits) + 1);
  set(depth, 0);
  set_owner(kNoThread);
  engine.record(event(Kind::release, this, where, is_lock() ? 0 : get(permits)));
  engine.unpark_one(*this);
}

int SemLock::value(Location where) const {
  Engine& engine = at_point(Kind::read, *this, where);
  const Section section(engine, const_cast<SemLock&>(*this));
  engine.record(event(Kind::read, this, where, get(permits)));
  return static_cast<int>(get(permits));
}

std::string SemLock::owner_name() const {
  Engine& engine = Engine::current();
  const Section section(engine, const_cast<SemLock&>(*this));
  if (get(permits) > 0) return "None";
  return owner() == engine.self() ? current_process_name() : "SomeOtherProcess";
}

template <SemLock::Type kType>
std::string SemHandle<kType>::repr() const {
  std::string text = std::string("<") + kClass;
  if (kType == SemLock::Type::semaphore || kType == SemLock::Type::bounded) {
    text += "(value=" + std::to_string(get_value({}));
  } else {
    text += "(owner=" + state_->owner_name();
  }
  return text + ")>";
}

template class SemHandle<SemLock::Type::lock>;
template class SemHandle<SemLock::Type::rlock>;
template class SemHandle<SemLock::Type::semaphore>;
template class SemHandle<SemLock::Type::bounded>;

class Event::State final : public CommonState {
 public:
  State(std::string name, Location where)
      : CommonState(1, ObjectType::event, std::move(name), 0, where) {}
  explicit State(Handle handle) : CommonState(handle) {}

  bool is_set() const { return get(0) != 0; }
  void change(bool set_it) { set(0, set_it ? 1 : 0); }
};

Event::Event(std::string name, Location where)
    : state_(std::make_shared<State>(std::move(name), where)) {}

bool Event::wait(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  check_range(timeout);
  Operation operation;
  operation.kind = Kind::wait;
  operation.object = state_.get();
  operation.where = where;
  operation.enabled = [](const void* it) { return static_cast<const State*>(it)->is_set(); };
  operation.context = state_.get();
  operation.deadline = deadline_after(engine, timeout);
  const Shape shape = engine.park(operation);
  const Section section(engine, *state_, Section::adopt);
  engine.record(event(Kind::wait, state_.get(), where, state_->is_set() ? 1 : 0, shape));
  return shape != Shape::timed_out;
}

void Event::set(Location where) {
  Engine& engine = at_point(Kind::set, *state_, where);
  const Section section(engine, *state_);
  state_->change(true);
  engine.record(event(Kind::set, state_.get(), where, 1));
  engine.unpark_all(*state_);
}

void Event::clear(Location where) {
  Engine& engine = at_point(Kind::clear, *state_, where);
  const Section section(engine, *state_);
  state_->change(false);
  engine.record(event(Kind::clear, state_.get(), where));
}

bool Event::is_set(Location where) const {
  Engine& engine = at_point(Kind::read, *state_, where);
  const Section section(engine, *state_);
  const bool set = state_->is_set();
  interleave::Event told = event(Kind::read, state_.get(), where, set ? 1 : 0);
  told.flags |= kValueIsBool;
  engine.record(told);
  return set;
}

Json Event::pickle() const {
  Inheritance::note("Event", {});
  return state_->handle();
}

Event Event::unpickle(const Json& handle) { return Event(std::make_shared<State>(Handle{handle})); }

ValueState::ValueState(std::int64_t bits, std::uint8_t flags, std::string name, Location where)
    : CommonState(2, ObjectType::shared, std::move(name), bits, where, flags) {
  commons_.store_wide(place(0), static_cast<std::uint64_t>(bits));
}

void ValueState::tell(Engine& engine, Kind kind, std::int64_t bits, std::uint8_t flags,
                      Location where) {
  interleave::Event told = event(kind, this, where, bits);
  told.flags |= flags;
  engine.record(told);
}

std::int64_t ValueState::read(std::uint8_t flags, Location where) {
  Engine& engine = at_point(Kind::read, *this, where);
  const Section section(engine, *this);
  const auto bits = static_cast<std::int64_t>(commons_.load_wide(place(0)));
  tell(engine, Kind::read, bits, flags, where);
  return bits;
}

void ValueState::write(std::int64_t bits, std::uint8_t flags, Location where) {
  Engine& engine = at_point(Kind::write, *this, where);
  const Section section(engine, *this);
  commons_.store_wide(place(0), static_cast<std::uint64_t>(bits));
  tell(engine, Kind::write, bits, flags, where);
}

}  // namespace interleave::multiprocessing
