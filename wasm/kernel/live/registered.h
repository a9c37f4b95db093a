// Registered: how a live thread that sleeps is found by who looks for deadlocks.
#pragma once

#include <mutex>

#include "kernel/live/live_engine.h"

namespace interleave {

// Registered is a thread's entry in the registry of waiting threads, for a scope. While it stands
// the thread runs nothing of the program, so whoever holds the registry's lock may follow the
// pointers in it.
class LiveEngine::Registered {
 public:
  Registered(LiveEngine& engine, Thread& thread, const Operation* operation)
      : engine_(engine), thread_(thread) {
    {
      const std::scoped_lock guard(engine_.registry_);
      thread_.parked_on = operation;
      thread_.asleep = operation == nullptr;
    }
    engine_.going_.fetch_sub(1);
    engine_.note_run();
    engine_.bump_activity();
  }
  ~Registered() {
    engine_.going_.fetch_add(1);
    engine_.note_run();
    const std::scoped_lock guard(engine_.registry_);
    thread_.parked_on = nullptr;
    thread_.asleep = false;
  }
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;

 private:
  LiveEngine& engine_;
  Thread& thread_;
};

}  // namespace interleave
