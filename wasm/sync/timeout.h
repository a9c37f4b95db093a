// Timeouts as Python gives them: seconds from now, none at all, or forever.
#pragma once

#include <optional>

#include "kernel/engine.h"
#include "sync/errors.h"

namespace interleave {

// Timeout is how many seconds an operation may wait; empty is forever.
using Timeout = std::optional<double>;

// deadline_after is the moment `timeout` from now; a time that is over already is now.
inline Time deadline_after(Engine& engine, const Timeout& timeout) {
  if (!timeout) return kNever;
  const Time length = to_time(*timeout);
  const Time now = engine.now();
  return length >= kNever - now ? kNever : now + length;
}

// lock_deadline_after is the same for a lock: there -1 is forever, and Python refuses every other
// negative number with a ValueError.
inline Time lock_deadline_after(Engine& engine, const Timeout& timeout) {
  if (timeout && *timeout == -1) return kNever;
  if (timeout && *timeout < 0) throw ValueError("timeout value must be positive");
  return deadline_after(engine, timeout);
}

}  // namespace interleave
