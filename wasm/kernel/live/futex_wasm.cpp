// WebAssembly threads: memory.atomic.wait32 and memory.atomic.notify.
#include "kernel/live/futex.h"

namespace interleave {

void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, std::int64_t timeout) {
  __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&word), static_cast<int>(expected),
                                      timeout);
}

void futex_wake(std::atomic<std::uint32_t>& word, unsigned count) {
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&word), count);
}

// There is no yield instruction; a wait of a nanosecond gives the processor away.
void yield_thread() {
  std::atomic<std::uint32_t> never = 0;
  futex_wait(never, 0, 1);
}

}  // namespace interleave
