// A process of a live run in a browser is a worker with an instance and a memory of its own. What
// they share is a SharedArrayBuffer that lies in none of their memories, so each access of the
// commons is a call of JavaScript (process_host_wasm.js, web/engine/live_worker.js).
#include <emscripten/em_js.h>
#include <emscripten/heap.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>

#include "kernel/live/futex.h"
#include "kernel/live/live_engine.h"
#include "kernel/live/process_host.h"

// clang-format off
EM_JS(int, commons_load, (int at), { return Atomics.load(interleaveCommons, at); });
EM_JS(void, commons_store, (int at, int value), { Atomics.store(interleaveCommons, at, value); });
EM_JS(int, commons_add, (int at, int amount), { return Atomics.add(interleaveCommons, at, amount); });
EM_JS(int, commons_exchange, (int at, int value), {
  return Atomics.exchange(interleaveCommons, at, value);
});
EM_JS(int, commons_compare_exchange, (int at, int expected, int desired), {
  return Atomics.compareExchange(interleaveCommons, at, expected, desired);
});
EM_JS(void, commons_wait, (int at, int expected, double milliseconds), {
  Atomics.wait(interleaveCommons, at, expected, milliseconds < 0 ? Infinity : milliseconds);
});
EM_JS(void, commons_wake, (int at), { Atomics.notify(interleaveCommons, at); });
EM_JS(void, commons_read, (int from, char* to, int size), {
  HEAPU8.set(new Uint8Array(interleaveCommons.buffer, from, size), to);
});
EM_JS(void, commons_write, (int to, const char* from, int size), {
  new Uint8Array(interleaveCommons.buffer, to, size).set(HEAPU8.subarray(from, from + size));
});
// The new process's memory is copied here, by the thread that forks.
EM_JS(int, start_process, (int process, int copied), {
  try {
    const memory = copied > 0 ? HEAPU8.slice(0, copied).buffer : null;
    interleavePort.postMessage({ type: "birth", process, memory }, memory ? [memory] : []);
    return 1;
  } catch (error) {
    return 0;
  }
});
EM_JS(void, end_process, (int process), { Module["endProcess"](process); });
// clang-format on

namespace interleave {
namespace {

// A fork copies the memory while no thread is inside the allocator, so that the copy's is whole.
std::atomic<std::uint32_t> allocating = 0;
std::atomic<std::uint32_t> forking = 0;

class Allocating {
 public:
  Allocating() {
    allocating.fetch_add(1);
    while (forking.load() != 0) {
      allocating.fetch_sub(1);
      futex_wait(forking, 1, -1);
      allocating.fetch_add(1);
    }
  }
  ~Allocating() { allocating.fetch_sub(1); }
};

class Forking {
 public:
  Forking() {
    while (forking.exchange(1) != 0) futex_wait(forking, 1, -1);
    while (allocating.load() != 0) yield_thread();
  }
  ~Forking() {
    forking.store(0);
    futex_wake(forking, ~0u);
  }
};

class WasmCommons final : public Commons {
 public:
  std::uint32_t load(Word at) const override {
    return static_cast<std::uint32_t>(commons_load(index(at)));
  }
  void store(Word at, std::uint32_t value) override {
    commons_store(index(at), static_cast<int>(value));
  }
  std::uint32_t add(Word at, std::uint32_t amount) override {
    return static_cast<std::uint32_t>(commons_add(index(at), static_cast<int>(amount)));
  }
  std::uint32_t exchange(Word at, std::uint32_t value) override {
    return static_cast<std::uint32_t>(commons_exchange(index(at), static_cast<int>(value)));
  }
  bool compare_exchange(Word at, std::uint32_t expected, std::uint32_t desired) override {
    return commons_compare_exchange(index(at), static_cast<int>(expected),
                                    static_cast<int>(desired)) == static_cast<int>(expected);
  }
  void wait(Word at, std::uint32_t expected, std::int64_t timeout) override {
    commons_wait(index(at), static_cast<int>(expected), static_cast<double>(timeout) / 1e6);
  }
  void wake(Word at) override { commons_wake(index(at)); }
  void read(Word at, std::size_t offset, void* to, std::size_t size) const override {
    commons_read(byte(at, offset), static_cast<char*>(to), static_cast<int>(size));
  }
  void write(Word at, std::size_t offset, const void* from, std::size_t size) override {
    commons_write(byte(at, offset), static_cast<const char*>(from), static_cast<int>(size));
  }

 protected:
  void ensure(Word) override {}

 private:
  static int index(Word at) { return static_cast<int>(at); }
  static int byte(Word at, std::size_t offset) { return static_cast<int>(at * 4 + offset); }
};

class WasmHost final : public ProcessHost {
 public:
  Commons& commons() override { return commons_; }

  bool start(LiveEngine&, ProcessId process, StartMethod method) override {
    if (method == StartMethod::spawn) return start_process(process, 0) != 0;
    const Forking whole;
    return start_process(process, static_cast<int>(reinterpret_cast<std::intptr_t>(sbrk(0)))) != 0;
  }

  // The host worker feeds the root with what other processes tell as it comes.
  void receive(LiveEngine&) override {}

  void end(ProcessId process) override { end_process(process); }

 private:
  WasmCommons commons_;
};

}  // namespace

std::unique_ptr<ProcessHost> make_process_host() {
  auto host = std::make_unique<WasmHost>();
  host->commons().begin();
  return host;
}

std::unique_ptr<ProcessHost> make_born_host() {
  forking.store(0);
  allocating.store(0);
  return std::make_unique<WasmHost>();
}

}  // namespace interleave

// The allocator that Emscripten lets a program put before its own; operator new comes here too, and
// so do the generated code and whoever throws.
extern "C" {

void* malloc(std::size_t size) {
  const interleave::Allocating whole;
  return emscripten_builtin_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
  const interleave::Allocating whole;
  return emscripten_builtin_calloc(count, size);
}

void free(void* memory) {
  const interleave::Allocating whole;
  emscripten_builtin_free(memory);
}

}  // extern "C"
