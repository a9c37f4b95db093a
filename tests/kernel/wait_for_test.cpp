#include "kernel/wait_for.h"

#include <gtest/gtest.h>

namespace interleave {
namespace {

Waiting edge(ThreadId thread, Kind kind, std::string object, ThreadId holder) {
  Waiting waiting;
  waiting.thread = thread;
  waiting.kind = kind;
  waiting.object_name = std::move(object);
  waiting.holder = holder;
  return waiting;
}

std::string names(ThreadId id) {
  static const char* const kNames[] = {"main", "one", "two", "three"};
  return kNames[id];
}

std::vector<ThreadId> threads(const std::vector<Waiting>& cycle) {
  std::vector<ThreadId> ids;
  for (const Waiting& waiting : cycle) ids.push_back(waiting.thread);
  return ids;
}

Waiting ended(Waiting waiting) {
  waiting.holder_ended = true;
  return waiting;
}

Waiting unheard(Waiting waiting) {
  waiting.unheard = true;
  return waiting;
}

TEST(WaitFor, FindsTheCycleThatTheStartRunsInto) {
  const std::vector<Waiting> waiting = {edge(0, Kind::join, "", 1), edge(1, Kind::acquire, "b", 2),
                                        edge(2, Kind::acquire, "a", 1)};
  EXPECT_EQ(threads(find_cycle(waiting, 0)), (std::vector<ThreadId>{1, 2}));
  EXPECT_EQ(threads(find_cycle(waiting, 1)), (std::vector<ThreadId>{1, 2}));
  EXPECT_EQ(threads(find_cycle(waiting, 2)), (std::vector<ThreadId>{2, 1}));
}

TEST(WaitFor, FindsNoCycleWhereOneCanGoOn) {
  const std::vector<Waiting> waiting = {edge(0, Kind::join, "", 1), edge(1, Kind::acquire, "b", 2)};
  EXPECT_TRUE(find_cycle(waiting, 0).empty());
  EXPECT_TRUE(find_cycle(waiting, 2).empty());
  EXPECT_TRUE(find_cycle({}, 0).empty());
}

TEST(WaitFor, FindsNoCycleThroughAnObjectThatNobodyHolds) {
  EXPECT_TRUE(find_cycle({edge(0, Kind::wait, "ready", kNoThread)}, 0).empty());
}

TEST(WaitFor, AThreadThatWaitsForItselfIsACycle) {
  EXPECT_EQ(threads(find_cycle({edge(1, Kind::acquire, "a", 1)}, 1)), (std::vector<ThreadId>{1}));
}

struct Sentence {
  const char* name;
  std::vector<Waiting> waiting;
  bool partial;
  const char* sentence;
};

class WaitForSentence : public ::testing::TestWithParam<Sentence> {};

TEST_P(WaitForSentence, IsExactly) {
  const Sentence& row = GetParam();
  EXPECT_EQ(explain_deadlock(row.waiting, row.partial, names), row.sentence);
}

INSTANTIATE_TEST_SUITE_P(
    Table, WaitForSentence,
    ::testing::Values(
        Sentence{"two_locks",
                 {edge(1, Kind::acquire, "b", 2), edge(2, Kind::acquire, "a", 1)},
                 false,
                 "Deadlock: one holds a and waits for b, two holds b and waits for a."},
        Sentence{"two_locks_and_main",
                 {edge(0, Kind::join, "", 1), edge(1, Kind::acquire, "b", 2),
                  edge(2, Kind::acquire, "a", 1)},
                 false,
                 "Deadlock: one holds a and waits for b, two holds b and waits for a. "
                 "main waits for one to finish."},
        Sentence{"partial",
                 {edge(1, Kind::acquire, "b", 2), edge(2, Kind::acquire, "a", 1)},
                 true,
                 "Partial deadlock: one holds a and waits for b, two holds b and waits for a."},
        Sentence{"itself",
                 {edge(1, Kind::acquire, "a", 1)},
                 false,
                 "Deadlock: one waits for a, which it holds itself."},
        Sentence{"join_and_lock",
                 {edge(0, Kind::join, "", 1), edge(1, Kind::acquire, "a", 0)},
                 false,
                 "Deadlock: main waits for one to finish, one waits for a, which main holds."},
        Sentence{"nobody_signals",
                 {edge(0, Kind::join, "", 1), edge(1, Kind::wait, "ready", kNoThread)},
                 false,
                 "Deadlock: no thread can go on. main waits for one to finish; one waits on "
                 "ready, and nobody is left to signal it."},
        Sentence{"nobody_takes",
                 {edge(1, Kind::put, "queue", kNoThread)},
                 false,
                 "Deadlock: no thread can go on. one waits for room in queue, and nobody is left "
                 "to take an item."},
        Sentence{"nobody_puts",
                 {edge(1, Kind::get, "queue", kNoThread)},
                 false,
                 "Deadlock: no thread can go on. one waits for an item in queue, and nobody is "
                 "left to put one."},
        Sentence{"nobody_releases",
                 {edge(1, Kind::acquire, "permits", kNoThread)},
                 false,
                 "Deadlock: no thread can go on. one waits for permits, and nobody is left to "
                 "release it."},
        Sentence{"ended_with_the_lock",
                 {ended(edge(1, Kind::acquire, "a", 2))},
                 false,
                 "Deadlock: no thread can go on. one waits for a, which two held when it ended."},
        Sentence{"lost_wakeup",
                 {unheard(edge(1, Kind::wait, "ready", kNoThread))},
                 false,
                 "Deadlock: no thread can go on. one waits on ready, and nobody is left to signal "
                 "it (a wake-up was lost: the signal came when nobody waited)."},
        Sentence{"cycle_of_three_and_two_others",
                 {edge(0, Kind::join, "", 3), edge(1, Kind::acquire, "b", 2),
                  edge(2, Kind::acquire, "c", 3), edge(3, Kind::acquire, "a", 1)},
                 false,
                 "Deadlock: three holds c and waits for a, one holds a and waits for b, two "
                 "holds b and waits for c. main waits for three to finish."}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace interleave
