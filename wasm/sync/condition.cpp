#include "sync/condition.h"

#include <algorithm>
#include <utility>

#include "sync/errors.h"
#include "sync/point.h"

namespace interleave {

// Place keeps a ticket in the queue for a scope, also when the wait is cancelled.
class Condition::Place {
 public:
  Place(Engine& engine, Condition& condition, Ticket& ticket)
      : engine_(engine), condition_(condition), ticket_(ticket) {}
  ~Place() {
    const Section section(engine_, condition_);
    std::erase(condition_.tickets_, &ticket_);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  Engine& engine_;
  Condition& condition_;
  Ticket& ticket_;
};

Condition::Condition(std::string name, Location where)
    : Condition(std::make_unique<RLock>(name.empty() ? "" : name + " lock", where), name, where) {}

Condition::Condition(std::unique_ptr<RLock> own, std::string name, Location where)
    : Object(ObjectType::condition, std::move(name), own->id(), where),
      own_lock_(std::move(own)),
      lock_(*own_lock_) {}

Condition::Condition(Lockable& lock, std::string name, Location where)
    : Object(ObjectType::condition, std::move(name), lock.id(), where), lock_(lock) {}

bool Condition::acquire(Timeout timeout, Location where) {
  if (own_lock_) return own_lock_->acquire(timeout, where);
  return lock_.acquire_within(timeout, where);
}

void Condition::release(Location where) { lock_.release(where); }

bool Condition::wait(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  if (!lock_.is_owned() && !engine.cancelling()) {
    throw RuntimeError("cannot wait on un-acquired lock");
  }
  check_range(timeout);
  Operation waiting;
  waiting.kind = Kind::wait;
  waiting.object = this;
  waiting.where = where;
  engine.point(waiting);

  Ticket ticket{engine.self()};
  const Place place(engine, *this, ticket);
  {
    const Section section(engine, *this);
    tickets_.push_back(&ticket);
    engine.record(event(Kind::wait, this, where, 0, Shape::blocked));
  }
  const unsigned depth = lock_.release_all(where);
  Operation again = lock_.taking(where);
  again.chained = true;
  waiting.enabled = [](const void* it) { return static_cast<const Ticket*>(it)->signalled; };
  waiting.context = &ticket;
  waiting.deadline = deadline_after(engine, timeout);
  waiting.then = &again;
  waiting.announced = true;
  const Shape shape = engine.park(waiting);
  {
    const Section section(engine, *this, Section::adopt);
    std::erase(tickets_, &ticket);
    engine.record(event(Kind::wait, this, where, 0, shape));
  }
  lock_.restore(depth, again);
  return shape != Shape::timed_out;
}

std::string Condition::repr() const {
  std::size_t waiting = 0;
  {
    Engine& engine = at_point(Kind::read, *this, Location{});
    const Section section(engine, const_cast<Condition&>(*this));
    waiting = tickets_.size();
  }
  return "<Condition(" + lock_.repr() + ", " + std::to_string(waiting) + ")>";
}

bool Condition::wait_for(const std::function<bool()>& predicate, Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  const Time deadline = deadline_after(engine, timeout);
  bool holds = predicate();
  while (!holds) {
    Timeout left;
    if (deadline != kNever) {
      if (engine.now() >= deadline) break;
      left = to_seconds(deadline - engine.now());
    }
    wait(left, where);
    holds = predicate();
  }
  return holds;
}

void Condition::notify(int count, Location where) { wake(count, where); }

void Condition::notify_all(Location where) { wake(kMaxThreads, where); }

void Condition::wake(int count, Location where) {
  Engine& engine = Engine::current();
  if (!lock_.is_owned() && !engine.cancelling()) {
    throw RuntimeError("cannot notify on un-acquired lock");
  }
  Operation notifying;
  notifying.kind = Kind::notify;
  notifying.object = this;
  notifying.where = where;
  engine.point(notifying);

  const Section section(engine, *this);
  std::vector<ThreadId> woken;
  for (; count > 0 && !tickets_.empty(); --count) {
    // Waking everybody leaves nothing to choose.
    const auto place = static_cast<std::size_t>(count) >= tickets_.size()
                           ? 0u
                           : engine.choose(static_cast<unsigned>(tickets_.size()));
    Ticket* const ticket = tickets_[place];
    tickets_.erase(tickets_.begin() + place);
    ticket->signalled = true;
    woken.push_back(ticket->thread);
  }
  if (woken.empty()) set_unheard();
  engine.record(event(Kind::notify, this, where, static_cast<std::int64_t>(woken.size())));
  for (const ThreadId thread : woken) {
    engine.record(event(Kind::wake, this, where, 0, Shape::done, thread));
  }
  engine.unpark_all(*this);
}

}  // namespace interleave
