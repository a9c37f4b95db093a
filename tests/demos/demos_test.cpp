// The demos: what they print, under many seeds and live, and which outcomes they can have.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "demo.h"
#include "support/runs.h"
#include "sync/text.h"

namespace interleave::testing {
namespace {

using Values = std::map<std::string, std::string>;

Program program_of(const std::string& id, const Values& values = {}) {
  const Demo* demo = find_demo(id);
  EXPECT_NE(demo, nullptr) << id;
  auto arguments = std::get<Arguments>(check_arguments(*demo, values));
  return [demo, arguments] { demo->body(arguments); };
}

std::vector<std::string> lines(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

// letters are the characters of an output, sorted: what stays the same when lines tear.
std::string letters(std::string text) {
  std::sort(text.begin(), text.end());
  return text;
}

constexpr int kSeeds = 200;

TEST(Demos, NumbersLettersPrintsBothSeries) {
  std::string expected = "Program Executed!...\n";
  for (int i = 0; i < 4; ++i) {
    expected += "[Getting Numbers] Number: " + std::to_string(i) + "\n";
    expected += std::string("[Getting Letters] Letter: ") + static_cast<char>('A' + i) + "\n";
  }
  std::set<std::string> outputs;
  for (int seed = 0; seed < kSeeds; ++seed) {
    const RunRecord run = run_seed(static_cast<std::uint64_t>(seed), program_of("numbers_letters"));
    ASSERT_EQ(letters(run.output()), letters(expected));
    ASSERT_TRUE(run.output().ends_with("Program Executed!...\n"));
    outputs.insert(run.output());
  }
  EXPECT_GT(outputs.size(), 1u) << "the interleaving is not fixed";
  EXPECT_EQ(letters(run_live(program_of("numbers_letters")).output()), letters(expected));
}

TEST(Demos, SleepThreadsTakesAsLongAsTheLongest) {
  const RunRecord run = run_default(program_of("sleep_threads"));
  EXPECT_EQ(run.output(),
            "Sleeping for 10 seconds\nSleeping for 8 seconds\nSleeping for 3 seconds\n10.0\n");
  EXPECT_EQ(run.elapsed, 10 * kSecond);
  const RunRecord live = run_live(program_of("sleep_threads"));
  EXPECT_GE(live.elapsed, 10 * kSecond);
  EXPECT_EQ(lines(live.output()).size(), 4u);
}

int actual(const RunRecord& run) {
  const std::string last = lines(run.output()).back();
  EXPECT_TRUE(last.starts_with("Actual:   ")) << last;
  return std::stoi(last.substr(10));
}

TEST(Demos, RaceLosesUpdatesLiveAndEveryLiveOutcomeIsReachable) {
  bool lost = false;
  for (int i = 0; i < 50 && !lost; ++i) lost = actual(run_live(program_of("race"))) < 1000;
  EXPECT_TRUE(lost) << "fifty runs of 10 x 100 lost nothing";

  const Values small{{"threads", "2"}, {"increments", "2"}};
  std::set<int> reachable;
  for_each_schedule(
      program_of("race", small), [&](const RunRecord& run) { reachable.insert(actual(run)); },
      Count::together);
  EXPECT_EQ(reachable, (std::set<int>{2, 3, 4}));
  for (int i = 0; i < 200; ++i) {
    const int seen = actual(run_live(program_of("race", small)));
    ASSERT_TRUE(reachable.contains(seen)) << seen;
  }
}

TEST(Demos, RaceLockedLosesNothing) {
  const Values small{{"threads", "4"}, {"increments", "20"}};
  for (int seed = 0; seed < 50; ++seed) {
    ASSERT_EQ(actual(run_seed(static_cast<std::uint64_t>(seed), program_of("race_locked", small))),
              80);
  }
  for (int i = 0; i < 5; ++i) EXPECT_EQ(actual(run_live(program_of("race_locked"))), 10'000);
}

TEST(Demos, DeadlockIsReachedAndItsOrderedFormNever) {
  int stuck = 0;
  for (int seed = 0; seed < kSeeds; ++seed) {
    const RunRecord run = run_seed(static_cast<std::uint64_t>(seed), program_of("deadlock"));
    if (run.fate == Fate::deadlock) ++stuck;
    const RunRecord ordered =
        run_seed(static_cast<std::uint64_t>(seed), program_of("deadlock_ordered"));
    ASSERT_EQ(ordered.fate, Fate::finished);
  }
  EXPECT_GT(stuck, 0);
  EXPECT_LT(stuck, kSeeds);
  for_each_schedule(
      program_of("deadlock_ordered"),
      [](const RunRecord& run) { ASSERT_EQ(run.fate, Fate::finished); }, Count::together);
  const RunRecord live = run_live(program_of("deadlock", {{"pause", "10"}}), 5);
  EXPECT_EQ(live.fate, Fate::deadlock);
  EXPECT_TRUE(live.sentence.starts_with(
      "Deadlock: devlop holds lock_a and waits for lock_b, lopment holds lock_b and waits for "
      "lock_a."))
      << live.sentence;
}

void check_producer_consumer(const RunRecord& run, const std::string& producer,
                             const std::string& consumer, const std::string& end) {
  ASSERT_EQ(run.fate, Fate::finished);
  const std::vector<std::string> all = lines(run.output());
  ASSERT_EQ(all.size(), 21u);
  EXPECT_EQ(all.back(), end);
  int size = 0, produced = 0, consumed = 0;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    std::string expected;
    if (all[i].starts_with("Producer")) {
      ++size;
      expected =
          format("Producer {} produces {}-{} (size={})", producer, producer, produced++, size);
    } else {
      --size;
      expected =
          format("consumer {} consumes {}-{} (size={})", consumer, producer, consumed++, size);
    }
    ASSERT_EQ(all[i], expected);
    ASSERT_GE(size, 0);
    ASSERT_LE(size, 5);
  }
}

TEST(Demos, ProducerAndConsumerKeepTheBuffersHistory) {
  const std::string id = "producer_consumer_condition";
  for (int seed = 0; seed < kSeeds; ++seed) {
    check_producer_consumer(run_seed(static_cast<std::uint64_t>(seed), program_of(id)), "Amazon",
                            "Customer", "All Done");
  }
  check_producer_consumer(run_live(program_of(id)), "Amazon", "Customer", "All Done");
  Values description;
  for (const Preset& preset : find_demo(id)->presets) {
    if (std::string_view(preset.name) != "description") continue;
    for (const auto& [name, value] : preset.values) description[name] = value;
  }
  check_producer_consumer(run_default(program_of(id, description)), "P", "C", "done");
}

TEST(Demos, EveryDemoIsFullyDescribed) {
  ASSERT_GE(all_demos().size(), 7u);
  for (const Demo& demo : all_demos()) {
    SCOPED_TRACE(demo.id);
    EXPECT_EQ(std::string(demo.id) + ".cpp", demo.file());
    for (const char* text :
         std::initializer_list<const char*>{demo.title, demo.teaches, demo.look, demo.question}) {
      ASSERT_NE(text, nullptr);
      EXPECT_GT(std::string_view(text).size(), 5u);
    }
    EXPECT_EQ(std::string(demo.question).back(), '?');
    const auto standard = check_arguments(demo, {});
    ASSERT_TRUE(std::holds_alternative<Arguments>(standard));
    EXPECT_LE(demo.threads(std::get<Arguments>(standard)), kMaxThreads);
    for (const Preset& preset : demo.presets) {
      Values values;
      for (const auto& [name, value] : preset.values) values[name] = value;
      EXPECT_TRUE(std::holds_alternative<Arguments>(check_arguments(demo, values))) << preset.name;
    }
  }
}

}  // namespace
}  // namespace interleave::testing
