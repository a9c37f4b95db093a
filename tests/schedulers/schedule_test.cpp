#include "schedulers/schedule.h"

#include <gtest/gtest.h>

#include <cmath>

#include "kernel/random.h"
#include "python/print.h"
#include "schedulers/random_walk.h"
#include "schedulers/round_robin.h"
#include "support/runs.h"
#include "sync/shared.h"
#include "sync/thread.h"

namespace interleave::testing {
namespace {

Schedule random_schedule(SplitMix64& random) {
  Schedule schedule;
  schedule.fingerprint = static_cast<std::uint16_t>(random.next());
  std::uint32_t index = 0;
  for (std::uint32_t i = random.below(40); i > 0; --i) {
    index += random.below(random.below(2) == 0 ? 5 : 5000);
    schedule.deviations.push_back({index++, random.below(random.below(4) == 0 ? 200 : 6)});
  }
  return schedule;
}

TEST(Schedule, SurvivesTheRoundTrip) {
  SplitMix64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const Schedule schedule = random_schedule(random);
    const auto back = decode(encode(schedule));
    ASSERT_TRUE(std::holds_alternative<Schedule>(back)) << std::get<std::string>(back);
    ASSERT_EQ(std::get<Schedule>(back), schedule);
  }
}

TEST(Schedule, OneWrongLetterIsRefused) {
  SplitMix64 random(2);
  for (int i = 0; i < 200; ++i) {
    const std::string text = encode(random_schedule(random));
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::string wrong = text;
      wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
      ASSERT_TRUE(std::holds_alternative<std::string>(decode(wrong))) << text << " " << at;
    }
  }
}

TEST(Schedule, GarbageIsRefusedInASentence) {
  for (const char* text : {"", "A", "!!!!!!", "AAAAAA==", "\xff\xfe", "AQ", "AgAAAA"}) {
    const auto read = decode(text);
    ASSERT_TRUE(std::holds_alternative<std::string>(read)) << text;
    EXPECT_EQ(std::get<std::string>(read).back(), '.');
  }
}

TEST(Schedule, ThreePreemptionsInFiveHundredStepsFitInSixteenLetters) {
  EXPECT_LE(encode({0xabcd, {{120, 1}, {260, 2}, {480, 1}}}).size(), 16u);
}

void racing() {
  Shared<int> x(0, "x");
  std::vector<Thread> threads;
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back("worker", [&] {
      for (int n = 0; n < 5; ++n) x.write(x.read() + 1);
    });
  }
  for (Thread& thread : threads) thread.start();
  for (Thread& thread : threads) thread.join();
}

TEST(Replay, RepeatsAnyRunByteForByte) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomWalk walk(seed);
    const RunRecord first = run_controlled(walk, racing);
    const auto decoded = std::get<Schedule>(decode(encode({1, deviations_of(first.choices)})));
    Replay replay(decoded.deviations);
    EXPECT_EQ(run_controlled(replay, racing).bytes, first.bytes);
    EXPECT_TRUE(replay.used());
    EXPECT_FALSE(replay.diverged_at());
  }
}

TEST(Replay, TellsWhereItNoLongerFits) {
  Replay replay({{3, 9}});
  EXPECT_EQ(run_controlled(replay,
                           [] {
                             Shared<int> x(0, "x");
                             Thread t1("t1", [&] { x.write(1), x.write(2); });
                             Thread t2("t2", [&] { x.write(3), x.write(4); });
                             t1.start(), t2.start();
                             t1.join(), t2.join();
                           })
                .fate,
            Fate::finished);
  EXPECT_EQ(replay.diverged_at(), 3u);
}

TEST(RoundRobin, PassesTheTurnOn) {
  RoundRobin scheduler;
  EXPECT_EQ(scheduler.choose_thread(0b1011, 0), 1);
  EXPECT_EQ(scheduler.choose_thread(0b1011, 1), 3);
  EXPECT_EQ(scheduler.choose_thread(0b1011, 3), 0);
  EXPECT_EQ(scheduler.choose_thread(ThreadSet{1} << 63 | 1, 63), 0);
}

TEST(RandomWalk, IsUniformAmongTheRunnable) {
  constexpr int kDraws = 60'000;
  RandomWalk walk(3);
  int counts[6] = {};
  for (int i = 0; i < kDraws; ++i) ++counts[walk.choose_thread(0b101010, 1)];
  // Four standard deviations of a binomial with p = 1/3.
  const double sigma = std::sqrt(kDraws * (1.0 / 3) * (2.0 / 3));
  for (const int thread : {1, 3, 5}) EXPECT_NEAR(counts[thread], kDraws / 3.0, 4 * sigma);
}

}  // namespace
}  // namespace interleave::testing
