// ThreadRegistry: the threads of one run that are alive.
#pragma once

#include <array>
#include <functional>
#include <memory>

#include "sync/thread.h"

namespace interleave {

// State outlives the handles: the thread marks its end there. Its owner is the thread itself, so
// that joining is waiting for a thread like any other. The engine's section of it guards the rest.
struct Thread::State : Object, std::enable_shared_from_this<State> {
  State() : Object(Silent{}) {}

  std::string name;
  std::function<void()> target;
  const char* class_name = "Thread";
  Location started_at;
  bool daemon = false;
  bool started = false;
  bool finished = false;
  ThreadId id = kNoThread;
};

class ThreadRegistry final : public Attachment {
 public:
  static constexpr unsigned kSlot = 0;

  // of is the registry of the running program.
  static ThreadRegistry& of(Engine& engine) { return engine.attachment<ThreadRegistry>(); }

  // add says that the thread of `state` has begun, unless it has ended by now: it and who starts it
  // both say so, and the first counts. remove says that it ends.
  void add(Engine& engine, Thread::State& state);
  void remove(Engine& engine, Thread::State& state);

  // thread is the one with this id. One that nobody added is the main thread, or begun elsewhere.
  std::shared_ptr<Thread::State> thread(Engine& engine, ThreadId id);

  // is_daemon tells whether the calling thread is one.
  bool is_daemon(Engine& engine);

  // alive are those that began and did not end, in the order of their ids.
  std::vector<Thread> alive(Engine& engine);

  // whole is the object that stands for the set of threads.
  Object& whole() { return whole_; }

  // What is to be done when the main function is over. Only the main thread of a process asks.
  bool has_exit_actions() const { return !exit_actions_.empty(); }
  void add_exit_action(std::function<void()> action) { exit_actions_.push_back(std::move(action)); }
  void run_exit_actions() {
    while (!exit_actions_.empty()) {
      const std::function<void()> action = std::move(exit_actions_.back());
      exit_actions_.pop_back();
      action();
    }
  }

  std::function<void(const ExceptHookArguments&)> excepthook() const { return excepthook_; }
  void set_excepthook(std::function<void(const ExceptHookArguments&)> hook) {
    excepthook_ = std::move(hook);
  }

 private:
  Object whole_{Object::Silent{}};
  std::array<std::shared_ptr<Thread::State>, kMaxThreads> running_;
  std::vector<std::function<void()>> exit_actions_;
  std::function<void(const ExceptHookArguments&)> excepthook_;
};

}  // namespace interleave
