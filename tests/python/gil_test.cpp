// The interpreter lock: who computes takes turns of 5 ms with those who wait, in the order they
// came.
#include "python/gil.h"

#include "python/compute.h"
#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

constexpr Time kMs = 1'000'000;

// work computes for so long in virtual time.
void work(Time cost) {
  compute(
      "work", [=](const Checkpoint&) { return cost; }, Location::here());
}

Program three_that_compute(bool locked, Time cost) {
  return [=] {
    const auto gil = locked ? std::make_unique<Gil>() : nullptr;
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back("body", [&gil, cost] {
        const Gil::Held held(gil.get());
        work(cost);
      });
    }
    for (Thread& thread : threads) thread.start();
    for (Thread& thread : threads) thread.join();
  };
}

TEST(Gil, WithItTheTimeIsTheSumWithoutItTheLongest) {
  EXPECT_EQ(run_default(three_that_compute(true, 12 * kMs)).elapsed, 36 * kMs);
  EXPECT_EQ(run_default(three_that_compute(false, 12 * kMs)).elapsed, 12 * kMs);
}

TEST(Gil, IsHandedOverEveryFiveMilliseconds) {
  const RunRecord run = run_default(three_that_compute(true, 12 * kMs));
  std::vector<std::pair<ThreadId, Time>> taken;
  for (const Told& it : run.of(Kind::acquire)) {
    if (it.event.shape() == Shape::done || it.event.shape() == Shape::resumed) {
      taken.emplace_back(it.event.thread, it.event.time / kMs);
    }
  }
  EXPECT_GE(taken.size(), 7u);
  for (std::size_t i = 1; i < taken.size(); ++i) {
    EXPECT_NE(taken[i].first, taken[i - 1].first) << "turn " << i;
    EXPECT_LE(taken[i].second - taken[i - 1].second, 5) << "turn " << i;
  }
}

TEST(Gil, AloneNobodyWaitsSoNobodyHandsOver) {
  const RunRecord run = run_default([] {
    Gil gil;
    const Gil::Held held(&gil);
    work(40 * kMs);
  });
  EXPECT_EQ(run.of(Kind::release).size(), 1u);
}

TEST(Gil, WhoSleepsOrWaitsGivesItUp) {
  const RunRecord run = run_default([] {
    Gil gil;
    const Gil::Held held(&gil);
    Thread other("other", [&gil] {
      const Gil::Held held(&gil);
      print("in");
    });
    other.start();
    {
      const Gil::Released released(&gil);
      other.join();
    }
    print("out");
  });
  EXPECT_EQ(run.output(), "in\nout\n");
  EXPECT_EQ(run.fate, Fate::finished);
}

TEST(Gil, AnExceptionGivesItUp) {
  check_controlled([] {
    Gil gil;
    EXPECT_EQ(message_of([&gil] {
                const Gil::Held held(&gil);
                throw ValueError("x");
              }),
              "ValueError: x");
    const Gil::Held again(&gil);
  });
}

// busy computes for real until the clock says that `length` has passed.
void busy(Time length) {
  compute(
      "busy",
      [=](const Checkpoint& checkpoint) {
        Engine& engine = Engine::current();
        const Time until = engine.now() + length;
        while (engine.now() < until) checkpoint(0.5);
        return Time{0};
      },
      Location::here());
}

TEST(Gil, OneThreadIsInItAtATimeLive) {
  const RunRecord run = run_live(
      [] {
        Gil gil;
        Shared<int> inside(0), most(0);
        std::vector<Thread> threads;
        for (int i = 0; i < 3; ++i) {
          threads.emplace_back("body", [&] {
            const Gil::Held held(&gil);
            for (int n = 0; n < 4; ++n) {
              if (inside.fetch_add(1) != 0) most.write(1);
              inside.fetch_add(-1);
              busy(12 * kMs);
            }
          });
        }
        for (Thread& thread : threads) thread.start();
        for (Thread& thread : threads) thread.join();
        print(to_text(most.read()));
      },
      1);
  EXPECT_EQ(run.output(), "0\n");
  EXPECT_EQ(run.fate, Fate::finished);
  std::size_t turns = 0;
  for (const Told& it : run.of(Kind::acquire)) turns += it.event.shape() == Shape::resumed;
  EXPECT_GE(turns, 6u);
}

TEST(Compute, ProgressIsToldAndAStopIsNoticedLive) {
  int progress = 0;
  const RunRecord run = run_live(
      [] {
        busy(5'000 * kMs);
        print("not stopped");
      },
      1,
      [&](const RunRecord& record) {
        progress = static_cast<int>(record.of(Kind::progress).size());
        return progress >= 3;
      });
  EXPECT_GE(progress, 3);
  EXPECT_EQ(run.fate, Fate::stopped);
  EXPECT_EQ(run.output(), "");
}

}  // namespace
}  // namespace interleave::testing
