// Fibers in WebAssembly: Binaryen's Asyncify pass, used without Emscripten's support for it.
//
// The pass compiles a function so that it can be left and come back to. A fiber is left by
// asyncify.start_unwind: each function on its stack then saves its locals and returns, down to
// interleave_fiber_go_on. That calls the next fiber's first function; where the fiber was left
// before, in the state of rewinding: each function then calls on to where it was. So what runs
// below it, on the host's stack, is never left, and no switch passes through JavaScript but for the
// frames that catch exceptions there.
#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>
#include <emscripten/stack.h>

#include "kernel/controlled/fiber.h"

// Emscripten keeps the exceptions being handled in JavaScript, one stack for all fibers. A fiber
// that is left inside a handler takes its own along. (The formatter takes JavaScript for C++.)
// clang-format off
EM_JS_DEPS(interleave_fiber, "$exceptionCaught,$exceptionLast,$uncaughtExceptionCount");
EM_JS(void, interleave_swap_exceptions, (const void* from, const void* to), {
  const parked = (interleave_swap_exceptions.parked ||= new Map());
  if (exceptionCaught.length !== 0 || uncaughtExceptionCount !== 0) {
    parked.set(from, [ exceptionCaught, exceptionLast, uncaughtExceptionCount ]);
    exceptionCaught = [];
    exceptionLast = uncaughtExceptionCount = 0;
  }
  if (parked.size === 0) return;
  const own = parked.get(to);
  if (own === undefined) return;
  parked.delete(to);
  [ exceptionCaught, exceptionLast, uncaughtExceptionCount ] = own;
});
// clang-format on

extern "C" {

// Saved is what Asyncify calls its data: where in a block it saves locals, and the block's end.
struct Saved {
  void* at;
  void* end;
};

#define ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(#name)))
ASYNCIFY(start_unwind) void interleave_start_unwind(Saved* saved);
ASYNCIFY(stop_unwind) void interleave_stop_unwind();
ASYNCIFY(start_rewind) void interleave_start_rewind(Saved* saved);
ASYNCIFY(stop_rewind) void interleave_stop_rewind();
#undef ASYNCIFY

// The linker's: sets the stack pointer, which emscripten_stack_get_current tells.
void _emscripten_stack_restore(void* pointer);
}

namespace interleave {
namespace {

// kSavedSize is the bytes that hold a suspended fiber's locals, besides its call stack.
constexpr std::size_t kSavedSize = 16 * 1024;

// StackBlock aligns a stack as the ABI wants it. malloc aligns to 8 only, and compiled code that
// counts on 16 then reads the wrong half of a long double: 0.5 was printed as 500000.
struct alignas(16) StackBlock {
  char bytes[16];
};

}  // namespace

struct Fiber::State {
  void (*entry)(void*) = nullptr;
  void* argument = nullptr;
  bool left = false;  // by a switch, since prepare
  Saved saved{};
  void* stack_pointer = nullptr;
  std::unique_ptr<StackBlock[]> stack;  // none: the host
  std::unique_ptr<char[]> locals;
};

namespace {

// Whom the fiber that was left switched to.
Fiber::State* target = nullptr;
bool rewinding = false;

}  // namespace

// What calls asyncify is not compiled for being left, so it must be apart from what is.

// interleave_fiber_leave begins to unwind the stack of the fiber `from`, which switches to `to`;
// come back to, it ends the rewinding.
extern "C" INTERLEAVE_APART void interleave_fiber_leave(Fiber::State& from, Fiber::State& to) {
  if (rewinding) {
    rewinding = false;
    interleave_stop_rewind();
    return;
  }
  interleave_swap_exceptions(&from, &to);
  target = &to;
  from.left = true;
  from.stack_pointer = reinterpret_cast<void*>(emscripten_stack_get_current());
  from.saved = {from.locals.get(), from.locals.get() + kSavedSize};
  interleave_start_unwind(&from.saved);
}

// interleave_fiber_go_on runs `next` and whom it switches to, until one switches to the host.
extern "C" INTERLEAVE_APART void interleave_fiber_go_on(Fiber::State* next) {
  void* const host = reinterpret_cast<void*>(emscripten_stack_get_current());
  do {
    if (next->left) {
      rewinding = true;
      _emscripten_stack_restore(next->stack_pointer);
      interleave_start_rewind(&next->saved);
    } else {
      char* const end = reinterpret_cast<char*>(next->stack.get()) + Fiber::kStackSize;
      _emscripten_stack_restore(end);
    }
    next->entry(next->argument);
    interleave_stop_unwind();
    next = target;
  } while (next->stack != nullptr);
  _emscripten_stack_restore(host);
}

Fiber::Fiber(Host) : state_(std::make_unique<State>()) {}

Fiber::Fiber() : state_(std::make_unique<State>()) {
  static_assert(kStackSize % sizeof(StackBlock) == 0);
  state_->stack = std::make_unique_for_overwrite<StackBlock[]>(kStackSize / sizeof(StackBlock));
  state_->locals = std::make_unique_for_overwrite<char[]>(kSavedSize);
}

Fiber::~Fiber() = default;

void Fiber::prepare(void (*entry)(void*), void* argument) {
  state_->entry = entry;
  state_->argument = argument;
  state_->left = false;
}

void Fiber::enter(Fiber& next) {
  interleave_swap_exceptions(state_.get(), next.state_.get());
  interleave_fiber_go_on(next.state_.get());
}

}  // namespace interleave
