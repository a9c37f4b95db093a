#include "kernel/live/carriers.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>

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

// meet returns when `count` have come.
void meet(std::atomic<std::uint32_t>& there, std::uint32_t count) {
  there.fetch_add(1);
  futex_wake(there, count);
  std::uint32_t seen;
  while ((seen = there.load()) < count) futex_wait(there, seen, -1);
}

TEST(Carriers, OneThatIsIdleTakesPartInWork) {
  Carriers carriers;
  carriers.prepare(1);
  // Neither of the two shares ends without the other.
  std::atomic<std::uint32_t> there = 0;
  carriers.share(
      2, [&](unsigned) { meet(there, 2); }, 1);
  EXPECT_EQ(carriers.helped(), 1u);
  EXPECT_EQ(carriers.ready(), 1u);
}

TEST(Carriers, EachShareIsDoneOnce) {
  Carriers carriers;
  carriers.prepare(3);
  for (unsigned round = 0; round < 3000; ++round) {
    std::array<std::atomic<unsigned>, 8> times = {};
    const unsigned count = 1 + round % 8;
    carriers.share(
        count, [&](unsigned share) { times[share].fetch_add(1); }, round % 4);
    for (unsigned share = 0; share < times.size(); ++share) {
      ASSERT_EQ(times[share].load(), share < count ? 1u : 0u) << "round " << round;
    }
  }
}

TEST(Carriers, WorkOfTwoAtATimeIsDoneToo) {
  Carriers carriers;
  carriers.prepare(1);
  std::atomic<unsigned> sum = 0;
  const auto work_often = [&] {
    for (unsigned round = 0; round < 3000; ++round) {
      carriers.share(
          4, [&](unsigned share) { sum.fetch_add(share); }, 1);
    }
  };
  std::thread other(work_often);
  work_often();
  other.join();
  EXPECT_EQ(sum.load(), 2 * 3000 * 6u);
}

TEST(Carriers, AHelperIsTakenBackRatherThanAnotherStarted) {
  Carriers carriers;
  carriers.prepare(1);
  std::atomic<std::uint32_t> there = 0, ran = 0;
  std::thread starter;
  carriers.share(
      2,
      [&](unsigned share) {
        meet(there, 2);
        // The only carrier is helping now.
        if (share == 0) starter = std::thread([&] { carriers.run([&] { meet(ran, 2); }); });
      },
      1);
  meet(ran, 2);
  starter.join();
  EXPECT_EQ(carriers.ready(), 1u);
}

}  // namespace
}  // namespace interleave::testing
