#include "sync/thread_registry.h"

namespace interleave {

void ThreadRegistry::add(Engine& engine, Thread::State& state) {
  const Section section(engine, whole_);
  const Section inner(engine, state);
  if (!state.finished) running_[state.id] = state.shared_from_this();
}

void ThreadRegistry::remove(Engine& engine, Thread::State& state) {
  const Section section(engine, whole_);
  const Section inner(engine, state);
  running_[state.id] = nullptr;
  state.finished = true;
  engine.unpark_all(state);
}

std::shared_ptr<Thread::State> ThreadRegistry::thread(Engine& engine, ThreadId id) {
  const Section section(engine, whole_);
  std::shared_ptr<Thread::State>& running = running_[id];
  if (running == nullptr) {
    running = std::make_shared<Thread::State>();
    const bool main = id == engine.main_thread();
    running->name = main ? "MainThread" : engine.thread_name(id);
    running->class_name = main ? "_MainThread" : "_DummyThread";
    running->started = true;
    running->id = id;
    running->set_owner(id);
  }
  return running;
}

bool ThreadRegistry::is_daemon(Engine& engine) {
  const ThreadId self = engine.self();
  if (self == engine.main_thread()) return false;
  const Section section(engine, whole_);
  return running_[self] != nullptr && running_[self]->daemon;
}

std::vector<Thread> ThreadRegistry::alive(Engine& engine) {
  thread(engine, engine.main_thread());
  const Section section(engine, whole_);
  std::vector<Thread> all;
  for (const std::shared_ptr<Thread::State>& running : running_) {
    if (running != nullptr) all.push_back(Thread(running));
  }
  return all;
}

}  // namespace interleave
