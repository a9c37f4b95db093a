#include "sync/thread.h"

#include <utility>

#include "sync/errors.h"
#include "sync/thread_life.h"
#include "sync/thread_registry.h"

namespace interleave {

Thread::Thread(std::string target_name, std::function<void()> target)
    : Thread(std::move(target_name), std::move(target), Options{}) {}

Thread::Thread(std::string target_name, std::function<void()> target, Options options)
    : state_(std::make_shared<State>()) {
  Engine& engine = Engine::current();
  state_->name = std::move(options.name);
  state_->target = std::move(target);
  state_->daemon = options.daemon ? *options.daemon : ThreadRegistry::of(engine).is_daemon(engine);
  if (state_->name.empty()) {
    state_->name = "Thread-" + std::to_string(engine.next_unnamed_thread());
    if (!target_name.empty()) state_->name += " (" + target_name + ")";
  }
}

void Thread::start(Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = Kind::start, .object = state_.get(), .where = where});
  std::string name;
  bool daemon = false;
  {
    const Section section(engine, *state_);
    if (state_->started) throw RuntimeError("threads can only be started once");
    state_->started = true;
    state_->started_at = where;
    name = state_->name;
    daemon = state_->daemon;
  }
  const ThreadId id =
      engine.spawn([state = state_] { run_started(*state); }, std::move(name), daemon, where);
  {
    const Section section(engine, *state_);
    if (id != kNoThread) {
      state_->id = id;
      state_->set_owner(id);
    } else if (!engine.cancelling()) {
      state_->started = false;
      throw RuntimeError("can't start new thread");
    }
  }
  if (id != kNoThread) ThreadRegistry::of(engine).add(engine, *state_);
}

bool Thread::join(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  check_range(timeout);
  Operation joining;
  {
    const Section section(engine, *state_);
    if (!state_->started) throw RuntimeError("cannot join thread before it is started");
    joining.other = state_->id;
  }
  if (joining.other == engine.self()) throw RuntimeError("cannot join current thread");
  joining.kind = Kind::join;
  joining.object = state_.get();
  joining.where = where;
  joining.enabled = [](const void* it) { return static_cast<const State*>(it)->finished; };
  joining.context = state_.get();
  joining.deadline = deadline_after(engine, timeout);
  const Shape shape = engine.park(joining);
  const Section section(engine, *state_, Section::adopt);
  engine.record(event(Kind::join, nullptr, where, 0, shape, state_->id));
  return shape != Shape::timed_out;
}

bool Thread::is_alive(Location where) const {
  Engine& engine = Engine::current();
  Operation looking{.kind = Kind::alive, .object = state_.get(), .where = where};
  looking.other = [&] {
    const Section section(engine, *state_);
    return state_->id;
  }();
  engine.point(looking);
  const Section section(engine, *state_);
  const bool alive = state_->started && !state_->finished;
  Event told = event(Kind::alive, nullptr, where, alive ? 1 : 0, Shape::done, state_->id);
  told.flags |= kValueIsBool;
  engine.record(told);
  return alive;
}

std::string Thread::name() const {
  const Section section(Engine::current(), *state_);
  return state_->name;
}

void Thread::set_name(std::string name) {
  const Section section(Engine::current(), *state_);
  state_->name = std::move(name);
}

bool Thread::daemon() const {
  const Section section(Engine::current(), *state_);
  return state_->daemon;
}

void Thread::set_daemon(bool daemon) {
  const Section section(Engine::current(), *state_);
  if (state_->started) throw RuntimeError("cannot set daemon status of active thread");
  state_->daemon = daemon;
}

std::optional<long> Thread::ident() const {
  const Section section(Engine::current(), *state_);
  if (state_->id == kNoThread) return std::nullopt;
  return state_->id + 1;
}

std::string Thread::repr() const {
  const bool alive = is_alive();
  const Section section(Engine::current(), *state_);
  std::string text = std::string("<") + state_->class_name + "(" + state_->name + ", ";
  text += alive ? "started" : state_->started ? "stopped" : "initial";
  if (state_->daemon) text += " daemon";
  if (state_->id != kNoThread) text += " " + std::to_string(state_->id + 1);
  return text + ")>";
}

void Thread::set_class_name(const char* name) { state_->class_name = name; }

Thread current_thread() {
  Engine& engine = Engine::current();
  return Thread(ThreadRegistry::of(engine).thread(engine, engine.self()));
}

Thread main_thread() {
  Engine& engine = Engine::current();
  return Thread(ThreadRegistry::of(engine).thread(engine, engine.main_thread()));
}

long get_ident() { return Engine::current().self() + 1; }

std::vector<Thread> all_threads(Location where) {
  Engine& engine = Engine::current();
  ThreadRegistry& registry = ThreadRegistry::of(engine);
  engine.point({.kind = Kind::count, .object = &registry.whole(), .where = where});
  std::vector<Thread> all = registry.alive(engine);
  engine.record(event(Kind::count, nullptr, where, static_cast<std::int64_t>(all.size())));
  return all;
}

int active_count(Location where) { return static_cast<int>(all_threads(where).size()); }

std::string current_thread_name() { return current_thread().name(); }

void set_excepthook(std::function<void(const ExceptHookArguments&)> hook) {
  ThreadRegistry::of(Engine::current()).set_excepthook(std::move(hook));
}

}  // namespace interleave
