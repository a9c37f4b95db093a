#include "kernel/engine.h"

#include <gtest/gtest.h>

#include <memory>

#include "support/runs.h"
#include "sync/lock.h"

namespace interleave::testing {
namespace {

TEST(EngineDeathTest, ALockOutsideARunSaysSo) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(Lock(), "live inside a program's body, not outside a run");
}

TEST(EngineDeathTest, ASchedulerThatChoosesABlockedThreadIsOurBug) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  class Wrong final : public Scheduler {
    ThreadId choose_thread(ThreadSet, ThreadId) override { return 63; }
    unsigned choose_value(unsigned) override { return 0; }
  };
  EXPECT_DEATH(
      {
        Wrong wrong;
        run_controlled(wrong, [] {
          Engine& engine = Engine::current();
          engine.spawn([] { Engine::current().point({}); }, "t", false, Location::here());
          engine.point({});
        });
      },
      "A scheduler chooses a runnable thread");
}

TEST(Engine, ThereIsNoneOutsideARun) { EXPECT_EQ(Engine::current_or_null(), nullptr); }

TEST(Engine, RunningHereGivesBackTheOneBefore) {
  run_default([] {
    Engine* const outer = &Engine::current();
    const RunRecord inner = run_default([&] { EXPECT_NE(&Engine::current(), outer); });
    EXPECT_EQ(inner.fate, Fate::finished);
    EXPECT_EQ(&Engine::current(), outer);
  });
  EXPECT_EQ(Engine::current_or_null(), nullptr);
}

TEST(Engine, AnUnnamedObjectIsCalledByItsTypeAndNumber) {
  const RunRecord run = run_default([] {
    const Lock first;
    const Lock second("door");
    const Lock third;
    EXPECT_EQ(first.name(), "Lock-1");
    EXPECT_EQ(third.name(), "Lock-3");
  });
  const auto objects = run.of(Kind::object);
  ASSERT_EQ(objects.size(), 3u);
  EXPECT_EQ(objects[1].text, "door");
  EXPECT_EQ(objects[1].event.object, 2u);
  EXPECT_EQ(objects[1].event.other, static_cast<std::uint16_t>(ObjectType::lock));
}

TEST(Engine, ALocationIsTheCallersLine) {
  std::uint32_t line = 0;
  const RunRecord run = run_default([&] {
    Lock lock("lock");
    lock.acquire(), line = __LINE__;
    lock.release();
  });
  EXPECT_EQ(run.of(Kind::acquire).at(0).event.line, line);
  EXPECT_EQ(run.of(Kind::release).at(0).event.line, line + 1);
}

TEST(Engine, ACallOutOfTheCppLibraryHasNoLine) {
  const RunRecord run = run_default([] { const auto lock = std::make_unique<Lock>("lock"); });
  EXPECT_EQ(run.of(Kind::object).at(0).event.line, 0u);
}

TEST(Engine, LiveToo) {
  const RunRecord run = run_live([] {
    EXPECT_EQ(Engine::current().self(), kMainThread);
    EXPECT_EQ(Engine::current().thread_name(0), "MainThread");
  });
  EXPECT_EQ(well_formed(run), "");
  EXPECT_EQ(run.fate, Fate::finished);
}

}  // namespace
}  // namespace interleave::testing
