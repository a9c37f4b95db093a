// Thread: a function that runs beside others, as Python's threading.Thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kernel/engine.h"
#include "sync/timeout.h"

namespace interleave {

// Thread runs `target` once started. What `target` works on must outlive it: join, or own it.
// Destroying a Thread does nothing to the thread.
class Thread {
 public:
  struct Options {
    std::string name;     // empty: "Thread-N (target's name)", as Python numbers them
    bool daemon = false;  // a daemon does not keep the program alive
  };

  // target_name is what Python would take from the function; it stands in the default name.
  Thread(std::string target_name, std::function<void()> target);
  Thread(std::string target_name, std::function<void()> target, Options options);

  // start starts the thread. Throws RuntimeError when it was started before, or when kMaxThreads
  // are there already.
  void start(Location where = Location::here());

  // join waits until the thread has ended; false when `timeout` was over first. Throws RuntimeError
  // when it was not started, or is the caller.
  bool join(Timeout timeout = std::nullopt, Location where = Location::here());

  const std::string& name() const { return name_; }
  void set_name(std::string name) { name_ = std::move(name); }

 private:
  struct State;

  std::string name_;
  std::function<void()> target_;
  bool daemon_;
  std::shared_ptr<State> state_;
};

// current_thread_name is the name of the calling thread.
std::string current_thread_name();

}  // namespace interleave
