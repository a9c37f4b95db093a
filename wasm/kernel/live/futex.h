// Futex: wait until a word changes. One file a platform implements it.
#pragma once

#include <atomic>
#include <cstdint>

namespace interleave {

// futex_wait returns when `word` is woken, was not `expected` to begin with, `timeout` nanoseconds
// have passed (negative: never), or for no reason at all: callers check their condition again.
void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, std::int64_t timeout);

// futex_wake wakes up to `count` threads that wait on `word`.
void futex_wake(std::atomic<std::uint32_t>& word, unsigned count);

// yield_thread lets other OS threads run.
void yield_thread();

// FutexLock is a mutex of one word: 0 free, 1 held, 2 held with waiters (Drepper, "Futexes are
// tricky", 2011, mutex 3).
class FutexLock {
 public:
  explicit FutexLock(std::atomic<std::uint32_t>& word) : word_(word) {}

  void lock() {
    std::uint32_t free = 0;
    if (word_.compare_exchange_strong(free, 1, std::memory_order_acquire)) return;
    for (int spin = 0; spin < kSpins; ++spin) {
      free = 0;
      if (word_.load(std::memory_order_relaxed) == 0 &&
          word_.compare_exchange_weak(free, 1, std::memory_order_acquire)) {
        return;
      }
    }
    while (word_.exchange(2, std::memory_order_acquire) != 0) futex_wait(word_, 2, -1);
  }

  void unlock() {
    if (word_.exchange(0, std::memory_order_release) == 2) futex_wake(word_, 1);
  }

 private:
  // A section is a few dozen instructions: it is usually over before a system call would be.
  static constexpr int kSpins = 100;

  std::atomic<std::uint32_t>& word_;
};

}  // namespace interleave
