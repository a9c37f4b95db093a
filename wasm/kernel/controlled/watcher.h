// Watcher: who looks on while a controlled execution runs, without a trace being kept.
#pragma once

#include <string_view>

#include "kernel/trace.h"

namespace interleave {

class Execution;

class Watcher {
 public:
  virtual ~Watcher() = default;

  // saw is told every event, in order. Its sequence number is not filled in.
  virtual void saw(const Event& event, std::string_view text) = 0;

  // clock_moves is called when nobody can go on, just before the clock jumps to the next deadline.
  virtual void clock_moves(const Execution&) {}

  // ends is called when no further step will be taken, before the threads that are left unwind.
  virtual void ends(const Execution&) {}
};

}  // namespace interleave
