// Linux: futex(2), private to the process.
#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ctime>

#include "kernel/live/futex.h"

namespace interleave {

void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, std::int64_t timeout) {
  timespec relative{};
  relative.tv_sec = static_cast<std::time_t>(timeout / 1'000'000'000);
  relative.tv_nsec = static_cast<long>(timeout % 1'000'000'000);
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, expected, timeout < 0 ? nullptr : &relative,
          nullptr, 0);
}

void futex_wake(std::atomic<std::uint32_t>& word, unsigned count) {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, static_cast<int>(count), nullptr, nullptr, 0);
}

void yield_thread() { sched_yield(); }

}  // namespace interleave
