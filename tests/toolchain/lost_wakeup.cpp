// Counts wake-ups that a dead thread's waiter takes from a living one (Emscripten's issue 27492).
//
// Each round creates and joins a thread, finds the block of memory that its structure lay in, and
// has a living thread wait on that word. Whoever notifies one waiter at a time must wake that
// thread with the first notify that finds a waiter: one more is a lost wake-up.

#include <emscripten.h>
#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

namespace {

std::atomic<int*> word{nullptr};  // what to wait on, set before `begun` is counted up
std::atomic<int> begun{0};
std::atomic<int> woken{0};
std::atomic<bool> stop{false};

constexpr int64_t kForever = -1;

int Futex(std::atomic<int>& value, int expected) {
  return __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&value), expected, kForever);
}

// Waits on the word once in each round.
void* Wait(void*) {
  for (int round = 1;; ++round) {
    while (begun == round - 1) Futex(begun, round - 1);
    if (stop) return nullptr;
    __builtin_wasm_memory_atomic_wait32(word, 0, kForever);
    ++woken;
  }
}

// Lets the waiting thread go on to its next round.
void Begin() {
  ++begun;
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&begun), 1);
}

void* Nothing(void*) { return nullptr; }

// Returns an allocated block that covers `address`, or null: malloc need not give it back.
char* Cover(uintptr_t address) {
  for (size_t size = 32; size <= 4096; size += 16) {
    auto* block = static_cast<char*>(calloc(1, size));
    auto begin = reinterpret_cast<uintptr_t>(block);
    if (begin <= address && address + sizeof(int) <= begin + size) return block;
    free(block);
  }
  return nullptr;
}

}  // namespace

extern "C" {

// Returns the number of lost wake-ups in so many rounds, or -1 if malloc never re-used a dead
// thread's memory.
EMSCRIPTEN_KEEPALIVE int lost_wakeups(int rounds) {
  pthread_t waiter;
  pthread_create(&waiter, nullptr, Wait, nullptr);
  int covered = 0;
  int lost = 0;
  for (int round = 0; round < rounds; ++round) {
    pthread_t thread;
    pthread_create(&thread, nullptr, Nothing, nullptr);
    pthread_join(thread, nullptr);
    auto address = reinterpret_cast<uintptr_t>(thread);
    char* block = Cover(address);
    if (block == nullptr) continue;
    ++covered;
    auto* lock = reinterpret_cast<int*>(address);
    word = lock;
    Begin();
    int notified = 0;
    while (woken < begun) notified += __builtin_wasm_memory_atomic_notify(lock, 1);
    lost += notified - 1;
    free(block);
  }
  stop = true;
  Begin();
  pthread_join(waiter, nullptr);
  return covered == 0 ? -1 : lost;
}
}
