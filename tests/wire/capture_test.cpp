// A live run, captured, replays to its outcome; and every live outcome is one that exploration
// finds.
#include "wire/capture.h"

#include <gtest/gtest.h>

#include <set>

#include "support/runs.h"
#include "wire/explore.h"
#include "wire/run_controlled.h"

namespace interleave::testing {
namespace {

using Values = std::map<std::string, std::string>;

RunOptions options_of(const std::string& demo, const Values& values) {
  return std::get<RunOptions>(check_options(demo, values));
}

struct Row {
  const char* name;
  const char* demo;
  Values values;
  int runs;
  // With sleeps of random lengths a busy machine may wake threads in an order that no virtual time
  // has: then the capture says from where on it differs, and one run in a few need not be exact.
  bool sleeps = false;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class CaptureLive : public ::testing::TestWithParam<Row> {};

TEST_P(CaptureLive, ReplaysToTheSameOutcome) {
  RunOptions options = options_of(GetParam().demo, GetParam().values);
  options.seed = 1;  // of run_live's random numbers
  int exact = 0;
  for (int i = 0; i < GetParam().runs; ++i) {
    const RunRecord live = run_live_demo(*options.demo, options.arguments);
    const Captured captured = capture(options, live.bytes);
    EXPECT_TRUE(captured.same_outcome) << captured.sentence << "\n" << live.output();
    exact += captured.exact ? 1 : 0;
    if (!captured.exact) {
      EXPECT_GT(captured.diverged_at, 0U);
      EXPECT_NE(captured.sentence.find("from event " + std::to_string(captured.diverged_at)),
                std::string::npos)
          << captured.sentence;
    }
    RunOptions again = options;
    again.scheduler = "replay";
    again.schedule = captured.schedule;
    again.late_timers = captured.late_timers;
    FiberPool fibers;
    const ControlledRun replayed = run_controlled(again, fibers);
    EXPECT_FALSE(replayed.outcome.diverged_at.has_value());
    RunRecord record;
    record.add(replayed.trace.bytes().data(), replayed.trace.bytes().size());
    EXPECT_EQ(record.output(), live.output()) << captured.link;
  }
  if (!GetParam().sleeps) {
    EXPECT_GT(exact, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, CaptureLive,
    ::testing::Values(
        Row{"race", "race", {{"threads", "2"}, {"increments", "2"}, {"yield", "true"}}, 100},
        Row{"race_of_ten", "race", {{"threads", "10"}, {"increments", "10"}}, 10},
        Row{"race_locked", "race_locked", {{"threads", "3"}, {"increments", "3"}}, 20},
        Row{"deadlock", "deadlock", {{"pause", "0.5"}}, 10},
        Row{"deadlock_ordered", "deadlock_ordered", {}, 10},
        Row{"producer_consumer", "producer_consumer_condition", {}, 5, true},
        Row{"memory_isolation", "memory_isolation", {}, 5},
        Row{"process_name", "process_name", {}, 5}, Row{"pipe", "ipc_pipe", {}, 5},
        Row{"pipe_spawned", "ipc_pipe", {{"start", "spawn"}}, 5},
        Row{"queue", "ipc_queue", {}, 5, true},
        Row{"manager", "ipc_manager", {{"increments", "2"}}, 5}, Row{"pool", "pool_map", {}, 5}),
    [](const auto& row) { return row.param.name; });

TEST(CaptureLive, EveryLiveOutcomeIsOneThatExplorationFinds) {
  const RunOptions options =
      options_of("race", {{"threads", "2"}, {"increments", "2"}, {"yield", "true"}});
  DemoExploration exploration(options, {});
  exploration.run(1'000);
  ASSERT_TRUE(exploration.exploration().complete());
  std::set<std::string> explored;
  for (const Found& found : exploration.exploration().found()) explored.insert(found.output);
  for (int i = 0; i < 200; ++i) {
    const RunRecord live = run_live_demo(*options.demo, options.arguments);
    EXPECT_TRUE(explored.contains(live.output())) << live.output();
  }
}

TEST(Capture, ADamagedTraceIsNoCrash) {
  const RunOptions options = options_of("race", {{"threads", "2"}, {"increments", "1"}});
  EXPECT_FALSE(capture(options, {}).same_outcome);
  EXPECT_FALSE(capture(options, std::vector<std::byte>(1'000, std::byte{0x5a})).same_outcome);
}

}  // namespace
}  // namespace interleave::testing
