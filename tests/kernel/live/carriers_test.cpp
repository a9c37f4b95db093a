#include "kernel/live/carriers.h"

#include <gtest/gtest.h>

namespace interleave::testing {
namespace {

TEST(Carriers, OneThatIsDoneCarriesTheNext) {
  Carriers carriers;
  for (int i = 0; i < 200; ++i) {
    std::atomic<std::uint32_t> done = 0;
    carriers.run([&] {
      done.store(1);
      futex_wake(done, 1);
    });
    while (done.load() == 0) futex_wait(done, 0, -1);
  }
  // The one that is just becoming idle may be missed, but not two hundred times.
  EXPECT_LT(carriers.ready(), 20u);
}

TEST(Carriers, PreparedOnesCome) {
  Carriers carriers;
  carriers.prepare(5);
  std::atomic<std::uint32_t> together = 0;
  for (int i = 0; i < 5; ++i) {
    carriers.run([&] {
      together.fetch_add(1);
      futex_wake(together, 8);
      std::uint32_t seen;
      while ((seen = together.load()) < 5) futex_wait(together, seen, -1);
    });
  }
  std::uint32_t seen;
  while ((seen = together.load()) < 5) futex_wait(together, seen, -1);
  EXPECT_EQ(carriers.ready(), 5u);
}

}  // namespace
}  // namespace interleave::testing
