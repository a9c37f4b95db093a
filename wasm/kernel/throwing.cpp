#include "kernel/throwing.h"

#include <exception>
#include <new>

#include "kernel/engine.h"

namespace interleave {
namespace {

[[gnu::noinline]] void tell_ended(const char* text, Ended& ended) noexcept { ended = {1, text}; }

}  // namespace

void cancel() { throw Cancelled{}; }

void out_of_memory() { throw std::bad_alloc(); }

// What is done in a handler is a call that throws nothing: the body's switches pass through here.
void run_guarded(const Task& body, Ended& ended) {
  try {
    body();
  } catch (const Cancelled&) {
    ended.how = 2;
  } catch (const std::exception& exception) {
    tell_ended(exception.what(), ended);
  } catch (...) {
    tell_ended("an exception that is not a std::exception", ended);
  }
}

void clear_guarded(Task& body) {
  try {
    body.clear();
  } catch (...) {
    // A capture's destructor that reaches a scheduling point may be cancelled there.
  }
}

}  // namespace interleave
