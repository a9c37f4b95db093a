// The tests' main function: a process of a live run begins here too.
#include <gmock/gmock.h>
#include <pthread.h>

#include <cstdlib>
#include <new>

#include "kernel/live/process_host_linux.h"

#ifdef __SANITIZE_ADDRESS__
// AddressSanitizer's allocator, up to GCC 13's, keeps its locks over a fork as they are: a child
// that is forked while another thread allocates would wait for ever. So whoever forks waits for the
// allocator, which all of C++ reaches through these.
namespace {

pthread_mutex_t allocating = PTHREAD_MUTEX_INITIALIZER;

class Allocating {
 public:
  Allocating() { pthread_mutex_lock(&allocating); }
  ~Allocating() { pthread_mutex_unlock(&allocating); }
};

void gate_forks() {
  pthread_atfork([] { pthread_mutex_lock(&allocating); }, [] { pthread_mutex_unlock(&allocating); },
                 [] { pthread_mutex_unlock(&allocating); });
}

}  // namespace

void* operator new(std::size_t size) {
  const Allocating gate;
  if (void* const memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  const Allocating gate;
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
#else
namespace {

void gate_forks() {}

}  // namespace
#endif

int main(int argc, char** argv) {
  gate_forks();
  interleave::LinuxHost::run_if_born();
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
