// Generated programs: every search that is complete finds the same outcomes, and every schedule
// replays byte for byte. INTERLEAVE_PROGRAMS sets how many, INTERLEAVE_SEED where to begin.
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdlib>
#include <set>

#include "explore/exploration.h"
#include "schedulers/schedule.h"
#include "support/generated.h"
#include "support/programs.h"
#include "support/runs.h"

namespace interleave::testing {
namespace {

std::uint64_t setting(const char* name, std::uint64_t standard) {
  const char* value = std::getenv(name);
  return value == nullptr ? standard : std::strtoull(value, nullptr, 10);
}

// What an exploration came to: fate, output and values.
std::set<std::string> endings(const Exploration& exploration) {
  std::set<std::string> all;
  for (const Found& found : exploration.found()) {
    std::string ending = std::to_string(static_cast<int>(found.fate)) + " " + found.output;
    for (const auto& value : found.values) {
      ending += " " + value.name + "=" + std::to_string(value.bits);
    }
    all.insert(ending);
  }
  return all;
}

TEST(Differential, EverySearchFindsTheSameOutcomes) {
  // Programs with more interleavings are not enumerated.
  constexpr std::uint64_t kMost = 2'000;
  const std::uint64_t first = setting("INTERLEAVE_SEED", 1);
  const std::uint64_t count = setting("INTERLEAVE_PROGRAMS", 150);
  std::uint64_t compared = 0, fewer = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Generated program = Generated::of(seed);
    for (const bool late : {false, true}) {
      const auto explore = [&](Algorithm algorithm) {
        ExploreOptions options;
        options.algorithm = algorithm;
        options.late_timers = late;
        options.judge = false;
        auto exploration = std::make_unique<Exploration>([&program] { program.run(); }, options);
        exploration->run(kMost);
        return exploration;
      };
      const auto all = explore(Algorithm::dfs);
      if (!all->complete()) continue;
      ++compared;
      for (const Algorithm algorithm : {Algorithm::optimal, Algorithm::dpor}) {
        const auto some = explore(algorithm);
        const std::string which = std::string(algorithm_name(algorithm)) + " of program " +
                                  std::to_string(seed) + (late ? " late: " : ": ") + program.text();
        ASSERT_TRUE(some->complete()) << which;
        ASSERT_EQ(endings(*some), endings(*all)) << which;
        ASSERT_LE(some->executions(), all->executions()) << which;
        if (algorithm == Algorithm::optimal && !late) {
          ASSERT_EQ(some->redundant(), 0u) << which;
        }
        fewer += some->executions() < all->executions() ? 1 : 0;
      }
    }
  }
  EXPECT_GT(compared, count / 2);
  EXPECT_GT(fewer, compared / 4) << "a reduction reduces";
}

TEST(Differential, EveryScheduleReplaysByteForByte) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Generated program = Generated::of(seed);
    const bool late = seed % 2 == 0;
    ExploreOptions options;
    options.late_timers = late;
    Exploration exploration([&program] { program.run(); }, options);
    exploration.run(200);
    for (const Found& found : exploration.found()) {
      Execution::Options limits;
      limits.late_timers = late;
      std::vector<std::byte> first;
      for (int again = 0; again < 2; ++again) {
        const auto decoded = decode(encode({7, deviations_of(found.choices)}));
        Replay replay(std::get<Schedule>(decoded).deviations);
        const RunRecord run = run_controlled(
            replay, [&program] { program.run(); }, limits);
        EXPECT_EQ(run.fate, found.fate) << seed << " " << program.text();
        EXPECT_EQ(run.output(), found.output) << seed;
        EXPECT_FALSE(replay.diverged_at().has_value()) << seed;
        EXPECT_TRUE(replay.used()) << seed;
        if (again == 0) first = run.bytes;
        EXPECT_EQ(run.bytes, first) << seed;
      }
    }
  }
}

// What becomes of a stuck execution's stacks: they unwind, and nothing is left of them.
TEST(Differential, TenThousandDeadlocksLeaveTheHeapAsItWas) {
  ExploreOptions options;
  options.algorithm = Algorithm::random;
  Exploration exploration(abba, options);
  exploration.run(1'000);
  const auto before = mallinfo2().uordblks;
  exploration.run(20'000);
  EXPECT_GT(exploration.deadlocks(), 10'000u);
  EXPECT_LE(mallinfo2().uordblks, before + 4096);
}

}  // namespace
}  // namespace interleave::testing
