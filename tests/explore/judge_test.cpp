// What is wrong with an execution, also with one that came out right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explore/exploration.h"
#include "explore/no_return.h"
#include "python/time.h"
#include "support/programs.h"
#include "sync/event.h"
#include "sync/lock.h"
#include "sync/queue.h"
#include "sync/semaphore.h"
#include "sync/shared.h"
#include "sync/thread.h"
#include "sync/together.h"

namespace interleave::testing {
namespace {

struct Row {
  const char* name;
  void (*program)();
  bool races;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

const Row kRows[] = {
    {"nothing_orders",
     [] {
       Shared<int> x(0, "x");
       together({[&] { x.write(1); }, [&] { x.read(); }});
     },
     true},
    {"a_race_that_comes_out_right",
     [] {
       Shared<int> x(0, "x");
       together({[&] { x.write(1); }, [&] { x.write(1); }});
     },
     true},
    {"reads_do_not_race",
     [] {
       Shared<int> x(0, "x");
       together({[&] { x.read(); }, [&] { x.read(); }});
     },
     false},
    {"one_step_updates_do_not_race",
     [] {
       Shared<int> x(0, "x");
       together({[&] { x.fetch_add(1); }, [&] { x.fetch_add(1); }});
     },
     false},
    {"a_lock_orders",
     [] {
       Shared<int> x(0, "x");
       Lock lock("lock");
       const auto body = [&] {
         With with(lock);
         x.write(x.read() + 1);
       };
       together({body, body});
     },
     false},
    {"the_wrong_lock_does_not",
     [] {
       Shared<int> x(0, "x");
       Lock a("a"), b("b");
       together({[&] {
                   With with(a);
                   x.write(1);
                 },
                 [&] {
                   With with(b);
                   x.write(2);
                 }});
     },
     true},
    {"a_queue_orders",
     [] {
       Shared<int> x(0, "x");
       Queue<int> queue(0, "queue");
       together({[&] { x.write(1), queue.put(1); }, [&] { queue.get(), x.read(); }});
     },
     false},
    {"an_event_orders",
     [] {
       Shared<int> x(0, "x");
       EventFlag ready("ready");
       together({[&] { x.write(1), ready.set(); }, [&] { ready.wait(), x.read(); }});
     },
     false},
    {"a_semaphore_orders",
     [] {
       Shared<int> x(0, "x");
       Semaphore done(0, "done");
       together({[&] { x.write(1), done.release(); }, [&] { done.acquire(), x.read(); }});
     },
     false},
    {"start_and_join_order",
     [] {
       Shared<int> x(0, "x");
       x.write(1);
       Thread thread("writer", [&] { x.write(x.read() + 1); });
       thread.start(), thread.join();
       x.read();
     },
     false},
};

class Races : public ::testing::TestWithParam<Row> {};

TEST_P(Races, AreToldByHappensBefore) {
  Exploration exploration(GetParam().program, {});
  exploration.run(1'000);
  ASSERT_TRUE(exploration.complete());
  EXPECT_EQ(!exploration.races().empty(), GetParam().races);
  // A race is a race in every execution here, whichever way it comes out.
  EXPECT_EQ(exploration.racy(), GetParam().races ? exploration.executions() : 0);
}

INSTANTIATE_TEST_SUITE_P(Table, Races, ::testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

TEST(Judge, ARaceNamesBothAccessesAndTheLocks) {
  Exploration exploration(
      [] {
        Shared<int> x(0, "x");
        Lock lock("lock");
        together({[&] {
                    With with(lock);
                    x.write(1);
                  },
                  [&] { x.read(); }});
      },
      {});
  exploration.run(100);
  ASSERT_FALSE(exploration.races().empty());
  const DataRace& race = exploration.races()[0];
  EXPECT_EQ(race.value, "x");
  const auto& writer = race.first.kind == Kind::write ? race.first : race.second;
  const auto& reader = race.first.kind == Kind::write ? race.second : race.first;
  EXPECT_EQ(writer.held, std::vector<std::string>{"lock"});
  EXPECT_TRUE(reader.held.empty());
  EXPECT_NE(writer.line, 0u);
  EXPECT_NE(writer.line, reader.line);
}

TEST(Judge, LocksInOppositeOrdersAreToldThoughTheRunPassed) {
  Exploration exploration(abba, {});
  exploration.run(1);
  ASSERT_EQ(exploration.found()[0].fate, Fate::finished) << "the first run goes thread by thread";
  ASSERT_EQ(exploration.inversions().size(), 1u);
  EXPECT_EQ(exploration.inversions()[0].edges.size(), 2u);
  Exploration three([] { philosophers(3, false); }, {});
  three.run(1);
  ASSERT_EQ(three.inversions().size(), 1u);
  EXPECT_EQ(three.inversions()[0].edges.size(), 3u);
  Exploration ordered([] { philosophers(3, true); }, {});
  ordered.run(100);
  EXPECT_TRUE(ordered.inversions().empty());
}

TEST(Judge, ALoopOverTwoLocksIsOnePlace) {
  const auto program = [] {
    Lock a("a"), b("b");
    const auto nested = [](Lock& first, Lock& second) {
      for (int i = 0; i < 100; ++i) {
        With one(first);
        With two(second);
      }
    };
    nested(a, b);
    Thread other("other", [&] { nested(b, a); });
    other.start();
    other.join();
  };
  Exploration exploration(program, {});
  exploration.run(10);
  EXPECT_EQ(exploration.inversions().size(), 1u);
  EXPECT_FALSE(exploration.inversions_lost());
}

TEST(Judge, MorePlacesThanAreLookedAtAreTold) {
  const auto program = [] {
    std::vector<std::unique_ptr<Lock>> locks;
    for (int i = 0; i < 13; ++i) locks.emplace_back(new Lock("lock"));
    for (const auto& lock : locks) lock->acquire();  // each under all before it
    for (const auto& lock : locks) lock->release();
  };
  Exploration exploration(program, {});
  exploration.run(10);
  EXPECT_TRUE(exploration.inversions_lost());
}

TEST(Judge, ACommonLockGuardsAnInversion) {
  Exploration exploration(
      [] {
        Lock gate("gate"), a("a"), b("b");
        const auto body = [&](Lock& first, Lock& second) {
          With outer(gate);
          With one(first);
          With two(second);
        };
        together({[&] { body(a, b); }, [&] { body(b, a); }});
      },
      {});
  exploration.run(100);
  EXPECT_TRUE(exploration.complete());
  EXPECT_TRUE(exploration.inversions().empty());
  EXPECT_EQ(exploration.deadlocks(), 0u);
}

// sentences_of are the sentences of the outcomes with this fate.
std::vector<std::string> sentences_of(const Exploration& exploration, Fate fate) {
  std::vector<std::string> sentences;
  for (const Found& found : exploration.found()) {
    if (found.fate == fate) sentences.push_back(found.sentence);
  }
  return sentences;
}

TEST(Judge, ALostWakeUpIsToldAsOne) {
  Exploration exploration(lost_wakeup, {});
  exploration.run(1'000);
  EXPECT_THAT(sentences_of(exploration, Fate::deadlock),
              ::testing::ElementsAre(::testing::HasSubstr(
                  "nobody is left to signal it (a wake-up was lost: the signal came when nobody")));
}

TEST(Judge, ALockWhoseOwnerIsGoneIsToldAsThat) {
  const auto program = [] {
    Lock lock("lock");
    Thread taker(
        "taker", [&] { lock.acquire(); }, Thread::Options{.name = "taker"});
    taker.start();
    taker.join();
    lock.acquire();
  };
  Exploration exploration(program, {});
  exploration.run(1'000);
  EXPECT_THAT(sentences_of(exploration, Fate::deadlock),
              ::testing::ElementsAre(
                  ::testing::HasSubstr("waits for lock, which taker held when it ended")));
}

// Two daemons take two locks in opposite orders; main ends whatever becomes of them.
void daemons_in_a_cycle() {
  auto a = std::make_shared<Lock>("a");
  auto b = std::make_shared<Lock>("b");
  const auto body = [](auto first, auto second) {
    return [first, second] {
      With one(*first);
      With two(*second);
    };
  };
  Thread one("one", body(a, b), Thread::Options{.name = "one", .daemon = true});
  Thread two("two", body(b, a), Thread::Options{.name = "two", .daemon = true});
  one.start();
  two.start();
  sleep(1);
}

TEST(Judge, AnExecutionThatLeavesACycleBehindIsAnOutcomeOfItsOwn) {
  for (const Algorithm algorithm : {Algorithm::dfs, Algorithm::dpor, Algorithm::optimal}) {
    ExploreOptions options;
    options.algorithm = algorithm;
    Exploration exploration(daemons_in_a_cycle, options);
    exploration.run(10'000);
    ASSERT_TRUE(exploration.complete());
    EXPECT_EQ(exploration.deadlocks(), 0u);
    EXPECT_GT(exploration.partial_deadlocks(), 0u);
    EXPECT_LT(exploration.partial_deadlocks(), exploration.executions());
    ASSERT_EQ(exploration.found().size(), 2u) << algorithm_name(algorithm);
    const auto& found = exploration.found();
    const Found& stuck = found[0].partial.empty() ? found[1] : found[0];
    EXPECT_EQ(stuck.fate, Fate::finished);
    EXPECT_THAT(stuck.partial, ::testing::StartsWith("Partial deadlock: "));
    EXPECT_EQ((&stuck == &found[0] ? found[1] : found[0]).partial, "");
  }
}

TEST(NoReturn, IsTheLastChoiceWithAnotherWay) {
  Exploration exploration(abba, {});
  exploration.run(100);
  for (const Found& found : exploration.found()) {
    if (found.fate != Fate::deadlock) continue;
    const NoReturn last = point_of_no_return(abba, {}, found.choices, Fate::deadlock, 1'000);
    ASSERT_TRUE(last.choice.has_value());
    EXPECT_TRUE(last.exact);
    // Each holds one lock: the last choice was who took the second of them.
    EXPECT_LT(*last.choice, found.choices.size());
    EXPECT_FALSE(last.way_out.empty());
    return;
  }
  FAIL() << "no deadlock was found";
}

TEST(NoReturn, AProgramThatAlwaysEndsSoHasNone) {
  const auto program = [] {
    Lock lock("lock");
    together({[&] { lock.acquire(), lock.acquire(); }});
  };
  const NoReturn last = point_of_no_return(program, {}, {}, Fate::deadlock, 1'000);
  EXPECT_FALSE(last.choice.has_value());
  EXPECT_TRUE(last.exact);
}

}  // namespace
}  // namespace interleave::testing
