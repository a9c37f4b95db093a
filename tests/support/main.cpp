// The tests' main function: a process of a live run begins here too.
#include <gmock/gmock.h>

#include "kernel/live/process_host_linux.h"

int main(int argc, char** argv) {
  interleave::LinuxHost::run_if_born();
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
