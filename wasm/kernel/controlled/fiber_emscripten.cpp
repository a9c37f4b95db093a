// Fibers in WebAssembly: Emscripten's fibers over Asyncify.
#include <emscripten/em_js.h>
#include <emscripten/fiber.h>

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

namespace interleave {
namespace {

// kAsyncifyStackSize is the bytes that hold a suspended fiber's locals, besides its call stack.
constexpr std::size_t kAsyncifyStackSize = 16 * 1024;

// StackBlock aligns a stack as the ABI wants it. malloc aligns to 8 only, and compiled code that
// counts on 16 then reads the wrong half of a long double: 0.5 was printed as 500000.
struct alignas(16) StackBlock {
  char bytes[16];
};

}  // namespace

struct Fiber::State {
  emscripten_fiber_t fiber;
  std::unique_ptr<StackBlock[]> stack;
  std::unique_ptr<char[]> asyncify_stack =
      std::make_unique_for_overwrite<char[]>(kAsyncifyStackSize);
};

Fiber::Fiber(Host) : state_(std::make_unique<State>()) {
  emscripten_fiber_init_from_current_context(&state_->fiber, state_->asyncify_stack.get(),
                                             kAsyncifyStackSize);
}

Fiber::Fiber() : state_(std::make_unique<State>()) {
  static_assert(kStackSize % sizeof(StackBlock) == 0);
  state_->stack = std::make_unique_for_overwrite<StackBlock[]>(kStackSize / sizeof(StackBlock));
}

Fiber::~Fiber() = default;

void Fiber::prepare(void (*entry)(void*), void* argument) {
  emscripten_fiber_init(&state_->fiber, entry, argument, state_->stack.get(), kStackSize,
                        state_->asyncify_stack.get(), kAsyncifyStackSize);
}

void Fiber::switch_to(Fiber& next) {
  interleave_swap_exceptions(state_.get(), next.state_.get());
  emscripten_fiber_swap(&state_->fiber, &next.state_->fiber);
}

}  // namespace interleave
