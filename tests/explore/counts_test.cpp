// How many executions small programs have: program beside its counts. NI are all interleavings of
// visible operations, MT the Mazurkiewicz traces, each of which an optimal reduction executes once.
#include <gtest/gtest.h>

#include "explore/exploration.h"
#include "support/programs.h"

namespace interleave::testing {
namespace {

using Program = std::function<void()>;

constexpr std::uint64_t kTooMany = 0;  // interleavings that are not enumerated
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kOfLastZero5 = kTooMany;
#else
constexpr std::uint64_t kOfLastZero5 = 3'487'880;
#endif

struct Row {
  const char* name;
  Program program;
  std::uint64_t interleavings;
  std::uint64_t traces;
  std::uint64_t deadlocked_traces;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

const Row kRows[] = {
    {"racy_2x1", [] { racy_counter(2, 1); }, 6, 4, 0},
    {"racy_2x2", [] { racy_counter(2, 2); }, 70, 34, 0},
    {"racy_2x3", [] { racy_counter(2, 3); }, 924, 328, 0},
    {"racy_2x4", [] { racy_counter(2, 4); }, 12'870, 3'334, 0},
    {"racy_3x1", [] { racy_counter(3, 1); }, 90, 36, 0},
    {"racy_3x2", [] { racy_counter(3, 2); }, 34'650, 7'134, 0},
    {"fetch_add_3x1", [] { fetch_add(3); }, 6, 6, 0},
    {"fetch_add_5x1", [] { fetch_add(5); }, 120, 120, 0},
    {"mutex_2x5", [] { locked_counter(2, 5); }, 252, 252, 0},
    {"mutex_4x2", [] { locked_counter(4, 2); }, 2'520, 2'520, 0},
    {"independent_4x5", [] { independent_writes(4, 5); }, kTooMany, 1, 0},
    {"store_buffering", store_buffering, 6, 3, 0},
    {"abba", abba, 6, 3, 1},
    {"philosophers_naive_3", [] { philosophers(3, false); }, 168, 7, 1},
    {"philosophers_naive_4", [] { philosophers(4, false); }, 98'184, 15, 1},
    {"philosophers_ordered_3", [] { philosophers(3, true); }, 142, 6, 0},
    {"philosophers_ordered_4", [] { philosophers(4, true); }, 64'000, 14, 0},
    {"readers_2", [] { readers(2); }, 6, 4, 0},
    {"readers_4", [] { readers(4); }, 120, 16, 0},
    {"readers_8", [] { readers(8); }, 362'880, 256, 0},
    {"lastzero_2", [] { last_zero(2); }, 35, 5, 0},
    {"lastzero_5", [] { last_zero(5); }, kOfLastZero5, 64, 0},
    {"lastzero_10", [] { last_zero(10); }, kTooMany, 3'328, 0},
    {"notify_all_2", [] { waiting_consumers(2, true); }, 10, 10, 0},
    {"notify_one_2", [] { waiting_consumers(2, false); }, 10, 10, 4},
    {"lost_wakeup", lost_wakeup, 2, 2, 1},
    {"bounded_buffer_2", [] { bounded_buffer(2); }, 8, 8, 0},
    {"one_condition", one_condition, 80, 80, 8},
    {"semaphore_as_lock_3", [] { semaphore_as_lock(3); }, 6, 6, 0},
    {"fifo_capacity_2", [] { fifo(3, 2); }, 4, 4, 0},
    {"fifo_capacity_10", [] { fifo(3, 10); }, 5, 5, 0},
    {"two_queues_of_1", two_queues, 2, 1, 1},
};

class Counts : public ::testing::TestWithParam<Row> {};
class AllInterleavings : public ::testing::TestWithParam<Row> {};

std::vector<Row> enumerable() {
  std::vector<Row> rows;
  for (const Row& row : kRows) {
    if (row.interleavings != kTooMany) rows.push_back(row);
  }
  return rows;
}

ExploreOptions by(Algorithm algorithm) {
  ExploreOptions options;
  options.algorithm = algorithm;
  options.judge = false;
  return options;
}

TEST_P(AllInterleavings, AreAsManyAsTheLiteratureCounts) {
  const Row& row = GetParam();
  Exploration exploration(row.program, by(Algorithm::dfs));
  exploration.run(row.interleavings + 1);
  EXPECT_TRUE(exploration.complete());
  EXPECT_EQ(exploration.executions(), row.interleavings);
  EXPECT_EQ(exploration.deadlocks() > 0, row.deadlocked_traces > 0);
}

TEST_P(Counts, OneExecutionATrace) {
  const Row& row = GetParam();
  Exploration exploration(row.program, by(Algorithm::optimal));
  exploration.run(2 * row.traces + 10);
  EXPECT_TRUE(exploration.complete());
  EXPECT_EQ(exploration.executions(), row.traces);
  EXPECT_EQ(exploration.redundant(), 0u);
  EXPECT_EQ(exploration.deadlocks(), row.deadlocked_traces);
}

// Source sets explore every trace too, but may begin some in vain.
TEST_P(Counts, SourceSetsFindEveryTrace) {
  const Row& row = GetParam();
  Exploration exploration(row.program, by(Algorithm::dpor));
  exploration.run(10 * row.traces + 10);
  EXPECT_TRUE(exploration.complete());
  EXPECT_EQ(exploration.executions(), row.traces);
  EXPECT_EQ(exploration.deadlocks(), row.deadlocked_traces);
}

INSTANTIATE_TEST_SUITE_P(Table, AllInterleavings, ::testing::ValuesIn(enumerable()),
                         [](const auto& row) { return row.param.name; });
INSTANTIATE_TEST_SUITE_P(Table, Counts, ::testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace interleave::testing
