#include "kernel/throwing.h"

#include <exception>
#include <new>

#include "kernel/engine.h"

namespace interleave {

void cancel() { throw Cancelled{}; }

void out_of_memory() { throw std::bad_alloc(); }

Ended run_guarded(std::function<void()>& body) {
  Ended end;
  try {
    body();
  } catch (const Cancelled&) {
    end.how = 2;
  } catch (const std::exception& exception) {
    end = {1, exception.what()};
  } catch (...) {
    end = {1, "an exception that is not a std::exception"};
  }
  try {
    body = nullptr;
  } catch (...) {
    // A capture's destructor that reaches a scheduling point may be cancelled there.
  }
  return end;
}

}  // namespace interleave
