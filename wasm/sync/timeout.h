// Timeouts as Python gives them: seconds from now, none at all, or forever.
#pragma once

#include <concepts>
#include <optional>

#include "kernel/engine.h"
#include "sync/errors.h"

namespace interleave {

// Timeout is how many seconds an operation may wait; empty is forever.
using Timeout = std::optional<double>;

// Bool is a parameter that takes nothing but a bool, so that acquire(0.5) is a timeout and
// acquire(false) is not.
template <class Value>
concept Bool = std::same_as<Value, bool>;

// kTimeoutMax is the longest time that can be waited for, in seconds, as threading.TIMEOUT_MAX.
inline constexpr double kTimeoutMax = 9223372036.0;

// check_range throws what CPython throws for a time that its clock cannot hold.
inline void check_range(const Timeout& timeout) {
  if (!timeout) return;
  if (*timeout != *timeout) throw ValueError("Invalid value NaN (not a number)");
  if (!(*timeout > -0x1p63 / 1e9 && *timeout < 0x1p63 / 1e9)) {
    throw OverflowError("timestamp out of range for platform time_t");
  }
}

// deadline_after is the moment `timeout` from now; a time that is over already is now. So is one
// that check_range refuses: Python looks at it only when it has to wait, and so do those who call
// check_range once the time is over.
inline Time deadline_after(Engine& engine, const Timeout& timeout) {
  if (!timeout) return kNever;
  const Time length = *timeout < 0x1p63 / 1e9 ? to_time(*timeout) : 0;
  const Time now = engine.now();
  return length >= kNever - now ? kNever : now + length;
}

// lock_deadline_after is the same for a lock: there -1 is forever, Python refuses every other
// negative number with a ValueError, and looks at once.
inline Time lock_deadline_after(Engine& engine, const Timeout& timeout) {
  check_range(timeout);
  if (timeout && *timeout == -1) return kNever;
  if (timeout && *timeout < 0) throw ValueError("timeout value must be positive");
  return deadline_after(engine, timeout);
}

// refuse_timeout throws for a timeout that was given to a lock's call that does not wait.
inline void refuse_timeout(const Timeout& timeout) {
  if (timeout && *timeout != -1) {
    throw ValueError("can't specify a timeout for a non-blocking call");
  }
}

}  // namespace interleave
