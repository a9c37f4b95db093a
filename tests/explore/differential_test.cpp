// Generated programs: every search that is complete finds the same outcomes, and every schedule
// replays byte for byte. INTERLEAVE_PROGRAMS sets how many, INTERLEAVE_SEED where to begin.
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdlib>
#include <set>

#include "explore/exploration.h"
#include "python/print.h"
#include "schedulers/schedule.h"
#include "support/generated.h"
#include "support/generated_processes.h"
#include "support/programs.h"
#include "support/runs.h"
#include "sync/event.h"
#include "sync/lock.h"
#include "sync/text.h"
#include "sync/thread.h"

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

// compare explores the programs of `count` seeds by every search that is complete. Those that have
// more than `most` interleavings are not enumerated. Of the executions of the optimal search, the
// part `most_redundant` may come to nothing new.
template <class Program>
void compare(std::uint64_t count, std::uint64_t most, double most_redundant) {
  const std::uint64_t first = setting("INTERLEAVE_SEED", 1);
  std::uint64_t compared = 0, fewer = 0, executions = 0, redundant = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Program program = Program::of(seed);
    for (const bool late : {false, true}) {
      const auto explore = [&](Algorithm algorithm) {
        ExploreOptions options;
        options.algorithm = algorithm;
        options.late_timers = late;
        options.judge = false;
        auto exploration = std::make_unique<Exploration>([&program] { program.run(); }, options);
        exploration->run(most);
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
          redundant += some->redundant();
        }
        executions += some->executions();
        fewer += some->executions() < all->executions() ? 1 : 0;
      }
    }
  }
  EXPECT_GT(compared, count / 2);
  EXPECT_GT(fewer, compared / 4) << "a reduction reduces";
  EXPECT_LE(static_cast<double>(redundant), most_redundant * static_cast<double>(executions));
}

TEST(Differential, EverySearchFindsTheSameOutcomes) {
  compare<Generated>(setting("INTERLEAVE_PROGRAMS", 150), 2'000, 0);
}

// Where a thread sleeps that would go first whatever is chosen, another choice of whom to notify
// ends in a run that was seen before. Of 10,000 programs this one had such a run.
TEST(Differential, NoChoiceIsMadeInVain) {
  const Generated program = Generated::of(106'069);
  ASSERT_EQ(program.text(), "{ notify; } { write; } { try put'; wait'; } { wait; write; } ");
  ExploreOptions options;
  Exploration exploration([&program] { program.run(); }, options);
  exploration.run(1'000);
  EXPECT_TRUE(exploration.complete());
  EXPECT_EQ(exploration.executions(), 14u);
  EXPECT_EQ(exploration.redundant(), 0u);
}

// Who exits last of those that have an end closes it, whoever that is: a run or two more.
TEST(Differential, EverySearchFindsTheSameOutcomesOfProcesses) {
  compare<GeneratedProcesses>(setting("INTERLEAVE_PROGRAMS", 60), 2'000, 0.02);
}

// A thread's end is part of its last step, which may be one that waits.
TEST(Differential, WhoeverLooksSeesAThreadBeforeAndAfterItsEnd) {
  const auto program = [] {
    Lock lock("lock");
    lock.acquire();
    Thread* taken_by = nullptr;
    EventFlag started("started");
    Thread looker("looker", [&] {
      started.wait();
      print(to_text(taken_by->is_alive()));
    });
    Thread taker("taker", [&] { lock.acquire(); });
    Thread giver("giver", [&] {
      started.wait();
      lock.release();
    });
    taken_by = &taker;
    for (Thread* thread : {&looker, &taker, &giver}) thread->start();
    started.set();
    for (Thread* thread : {&looker, &taker, &giver}) thread->join();
  };
  std::map<Algorithm, std::set<std::string>> found;
  for (const Algorithm algorithm : {Algorithm::dfs, Algorithm::dpor, Algorithm::optimal}) {
    ExploreOptions options;
    options.algorithm = algorithm;
    Exploration exploration(program, options);
    exploration.run(10'000);
    ASSERT_TRUE(exploration.complete());
    found[algorithm] = endings(exploration);
  }
  EXPECT_EQ(found[Algorithm::dfs].size(), 2u);
  EXPECT_EQ(found[Algorithm::dpor], found[Algorithm::dfs]);
  EXPECT_EQ(found[Algorithm::optimal], found[Algorithm::dfs]);
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
