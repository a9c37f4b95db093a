// Fibers on x86-64 and AArch64: a switch saves what the calling convention says a call preserves
// (System V AMD64 ABI 3.2.1; AAPCS64 6.1.1) and swaps the stack pointer.
#include <cxxabi.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>

#include "kernel/assert.h"
#include "kernel/controlled/fiber.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define INTERLEAVE_ASAN 1
#endif
#if __has_feature(thread_sanitizer)
#define INTERLEAVE_TSAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define INTERLEAVE_ASAN 1
#endif
#if defined(__SANITIZE_THREAD__)
#define INTERLEAVE_TSAN 1
#endif

#ifdef INTERLEAVE_ASAN
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef INTERLEAVE_TSAN
#include <sanitizer/tsan_interface.h>
#endif

extern "C" void interleave_switch_stack(void** save_stack_pointer, void* stack_pointer);
extern "C" void interleave_enter_fiber();

#if defined(__x86_64__)
asm(R"(
.text
.globl interleave_switch_stack
.type interleave_switch_stack, @function
interleave_switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  ldmxcsr (%rsp)
  fldcw 4(%rsp)
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size interleave_switch_stack, .-interleave_switch_stack

.globl interleave_enter_fiber
.type interleave_enter_fiber, @function
interleave_enter_fiber:
  movq %r12, %rdi
  callq *%r13
  ud2
.size interleave_enter_fiber, .-interleave_enter_fiber
.section .note.GNU-stack,"",@progbits
.text
)");
#elif defined(__aarch64__)
asm(R"(
.text
.globl interleave_switch_stack
.type interleave_switch_stack, %function
interleave_switch_stack:
  sub sp, sp, #176
  stp x19, x20, [sp, #0]
  stp x21, x22, [sp, #16]
  stp x23, x24, [sp, #32]
  stp x25, x26, [sp, #48]
  stp x27, x28, [sp, #64]
  stp x29, x30, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  mov x9, sp
  str x9, [x0]
  mov sp, x1
  ldp x19, x20, [sp, #0]
  ldp x21, x22, [sp, #16]
  ldp x23, x24, [sp, #32]
  ldp x25, x26, [sp, #48]
  ldp x27, x28, [sp, #64]
  ldp x29, x30, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  add sp, sp, #176
  ret
.globl interleave_enter_fiber
.type interleave_enter_fiber, %function
interleave_enter_fiber:
  mov x0, x19
  blr x20
  brk #1
)");
#else
#error "Add this processor's stack switch to fiber_native.cpp"
#endif

namespace interleave {
namespace {

// What the C++ runtime keeps a thread: the exceptions being handled. A fiber that is left inside a
// handler takes them along. (Itanium C++ ABI: Exception Handling, 2.2.2.)
struct ExceptionGlobals {
  void* caught = nullptr;
  unsigned uncaught = 0;
};

ExceptionGlobals& exception_globals() {
  return *reinterpret_cast<ExceptionGlobals*>(abi::__cxa_get_globals());
}

}  // namespace

struct Fiber::State {
  void* stack_pointer = nullptr;
  char* memory = nullptr;  // the guard page first; null for the host
  std::size_t memory_size = 0;
  const void* stack_bottom = nullptr;
  std::size_t stack_size = 0;
  ExceptionGlobals exceptions;
  void (*entry)(void*) = nullptr;
  void* argument = nullptr;
  State* came_from = nullptr;
#ifdef INTERLEAVE_TSAN
  void* tsan = nullptr;
#endif

  static void run(void* self);
};

void Fiber::State::run(void* self) {
  State& state = *static_cast<State*>(self);
#ifdef INTERLEAVE_ASAN
  __sanitizer_finish_switch_fiber(nullptr, &state.came_from->stack_bottom,
                                  &state.came_from->stack_size);
#endif
  state.entry(state.argument);
  INTERLEAVE_ASSERT(false, "A fiber's entry must not return");
}

Fiber::Fiber(Host) : state_(std::make_unique<State>()) {
#ifdef INTERLEAVE_TSAN
  state_->tsan = __tsan_get_current_fiber();
#endif
}

Fiber::Fiber() : state_(std::make_unique<State>()) {
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  state_->memory_size = kStackSize + page;
  void* memory = mmap(nullptr, state_->memory_size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  INTERLEAVE_ASSERT(memory != MAP_FAILED, "No memory for another thread's stack");
  state_->memory = static_cast<char*>(memory);
  INTERLEAVE_ASSERT(mprotect(memory, page, PROT_NONE) == 0, "The guard page must be set");
  state_->stack_bottom = state_->memory + page;
  state_->stack_size = kStackSize;
#ifdef INTERLEAVE_TSAN
  state_->tsan = __tsan_create_fiber(0);
#endif
}

Fiber::~Fiber() {
  if (state_->memory == nullptr) return;
#ifdef INTERLEAVE_TSAN
  __tsan_destroy_fiber(state_->tsan);
#endif
  munmap(state_->memory, state_->memory_size);
}

void Fiber::prepare(void (*entry)(void*), void* argument) {
  state_->entry = entry;
  state_->argument = argument;
  state_->exceptions = {};
  char* top = state_->memory + state_->memory_size;
#if defined(__x86_64__)
  // From the top: padding that aligns the stack for the call, the return address, six registers,
  // the floating-point control words.
  void** frame = reinterpret_cast<void**>(top) - 10;
  std::memset(frame, 0, 10 * sizeof(void*));
  std::uint32_t control[2] = {0, 0};
  asm("stmxcsr %0" : "=m"(control[0]));
  asm("fnstcw %0" : "=m"(control[1]));
  std::memcpy(frame, control, sizeof control);
  frame[3] = reinterpret_cast<void*>(&State::run);  // r13
  frame[4] = state_.get();                          // r12
  frame[7] = reinterpret_cast<void*>(&interleave_enter_fiber);
#else
  void** frame = reinterpret_cast<void**>(top) - 22;
  std::memset(frame, 0, 22 * sizeof(void*));
  frame[0] = state_.get();                          // x19
  frame[1] = reinterpret_cast<void*>(&State::run);  // x20
  frame[11] = reinterpret_cast<void*>(&interleave_enter_fiber);
#endif
  state_->stack_pointer = frame;
}

void Fiber::switch_to(Fiber& next) {
  State& from = *state_;
  State& to = *next.state_;
  from.exceptions = exception_globals();
  exception_globals() = to.exceptions;
  to.came_from = &from;
#ifdef INTERLEAVE_ASAN
  void* fake_stack = nullptr;
  __sanitizer_start_switch_fiber(&fake_stack, to.stack_bottom, to.stack_size);
#endif
#ifdef INTERLEAVE_TSAN
  __tsan_switch_to_fiber(to.tsan, 0);
#endif
  interleave_switch_stack(&from.stack_pointer, to.stack_pointer);
#ifdef INTERLEAVE_ASAN
  __sanitizer_finish_switch_fiber(fake_stack, &from.came_from->stack_bottom,
                                  &from.came_from->stack_size);
#endif
}

void Fiber::enter(Fiber& next) { switch_to(next); }

}  // namespace interleave
