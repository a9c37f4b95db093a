// Fiber: a call stack that can be left and entered again. One file a platform implements it.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

// INTERLEAVE_APART keeps a function out of its only caller, at link time too: exported, it has
// another one. Under Asyncify a switch costs more, the more code it has to skip on its way back
// through a function.
#ifdef __EMSCRIPTEN__
#define INTERLEAVE_APART [[gnu::used, gnu::noinline]]
#else
#define INTERLEAVE_APART
#endif

namespace interleave {

class Fiber {
 public:
  // kStackSize is the bytes of call stack that a thread of the program has.
#ifdef __EMSCRIPTEN__
  static constexpr std::size_t kStackSize = 64 * 1024;
#else
  static constexpr std::size_t kStackSize = 256 * 1024;
#endif

  // Host is for the stack of the caller: its fibers are entered from there, and switch back to it.
  struct Host {};
  explicit Fiber(Host);
  Fiber();
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // prepare makes the next switch to this fiber call entry(argument) on an empty stack. `entry`
  // must not return: it ends with a switch to another fiber, after which prepare may be called
  // again.
  void prepare(void (*entry)(void*), void* argument);

  // switch_to leaves this fiber, which must be the running one, and continues `next`.
  void switch_to(Fiber& next);

  // enter is the host's switch_to: it returns when some fiber switches to the host.
  void enter(Fiber& next);

  struct State;

 private:
  std::unique_ptr<State> state_;
};

#ifdef __EMSCRIPTEN__
// Under Asyncify each function on the way costs every switch: it is part of its callers.
extern "C" void interleave_fiber_leave(Fiber::State& from, Fiber::State& to);
inline void Fiber::switch_to(Fiber& next) { interleave_fiber_leave(*state_, *next.state_); }
#endif

// FiberPool keeps fibers for reuse, so that an execution allocates no stack that another left.
class FiberPool {
 public:
  Fiber* take() {
    if (free_.empty()) return all_.emplace_back(std::make_unique<Fiber>()).get();
    Fiber* fiber = free_.back();
    free_.pop_back();
    return fiber;
  }
  void give_back(Fiber* fiber) { free_.push_back(fiber); }

 private:
  std::vector<std::unique_ptr<Fiber>> all_;
  std::vector<Fiber*> free_;
};

}  // namespace interleave
