// What a demo declares is what exploration finds, and what happens live is among it.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <regex>
#include <set>

#include "demo.h"
#include "support/runs.h"
#include "wire/explore.h"
#include "wire/outcome.h"

namespace interleave::testing {
namespace {

struct Case {
  const Demo* demo;
  const Expected* expected;
};

void PrintTo(const Case& it, std::ostream* out) { *out << it.demo->id; }

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const Demo& demo : all_demos()) {
    for (const Expected& expected : demo.expected) all.push_back({&demo, &expected});
  }
  return all;
}

// An output without what the clock said: live, no reading is like another.
std::string timeless(const std::string& output) {
  static const std::regex reading("[0-9]+\\.[0-9]+(e-[0-9]+)?");
  return std::regex_replace(output, reading, "(a time)");
}

class Declared : public ::testing::TestWithParam<Case> {};

TEST_P(Declared, IsFoundAndNothingElse) {
  const auto [demo, expected] = GetParam();
  std::map<std::string, std::string> values;
  for (const auto& [name, value] : expected->values) values[name] = value;
  auto options = std::get<RunOptions>(check_options(demo->id, values));
  options.seed = 1;  // of run_live's random numbers
  ExploreOptions explore;
  explore.seed = 1;
  DemoExploration exploration(options, explore);
  exploration.run(100'000);
  ASSERT_TRUE(exploration.exploration().complete());
  EXPECT_EQ(exploration.exploration().redundant(), 0u);

  std::set<std::string> fates, outputs, ends;
  for (const Found& found : exploration.exploration().found()) {
    fates.insert(fate_name(found.fate));
    outputs.insert(found.output);
    ends.insert(fate_name(found.fate) + (" " + timeless(found.output)));
  }
  EXPECT_EQ(fates, std::set<std::string>(expected->fates.begin(), expected->fates.end()));
  if (expected->outputs.size() > 0) {
    EXPECT_EQ(outputs, std::set<std::string>(expected->outputs.begin(), expected->outputs.end()));
  }
  EXPECT_EQ(exploration.exploration().racy() > 0, expected->races);
  EXPECT_EQ(exploration.undeclared(), std::vector<std::string>{});

  // On real threads a timer may be late: then the outcome is one of those that late timers have.
  std::unique_ptr<DemoExploration> late;
  for (int i = 0; i < 5; ++i) {
    const RunRecord live = run_live_demo(*demo, options.arguments);
    // What went to standard error is part of an explored output.
    std::string output;
    for (const Told& told : live.of(Kind::print)) output += told.text;
    const std::string end = fate_name(live.fate) + (" " + timeless(output));
    if (!ends.contains(end) && !late) {
      explore.late_timers = true;
      late = std::make_unique<DemoExploration>(options, explore);
      late->run(100'000);
      ASSERT_TRUE(late->exploration().complete());
      for (const Found& found : late->exploration().found()) {
        ends.insert(fate_name(found.fate) + (" " + timeless(found.output)));
      }
    }
    EXPECT_TRUE(ends.contains(end)) << end;
  }
}

INSTANTIATE_TEST_SUITE_P(Demos, Declared, ::testing::ValuesIn(cases()), [](const auto& row) {
  return std::string(row.param.demo->id) + "_" + std::to_string(row.index);
});

// A variant that nobody declares anything for would be a row of the matrix that nobody checked.
TEST(Variants, AllAreDeclared) {
  for (const Demo& demo : all_demos()) {
    if (*demo.variants == 0) continue;
    SCOPED_TRACE(demo.id);
    const auto parameter =
        std::find_if(demo.parameters.begin(), demo.parameters.end(),
                     [&](const Parameter& it) { return std::string(it.name) == demo.variants; });
    ASSERT_NE(parameter, demo.parameters.end());
    for (const std::string choice : parameter->choices) {
      const bool declared =
          std::any_of(demo.expected.begin(), demo.expected.end(), [&](const Expected& expected) {
            return std::any_of(
                expected.values.begin(), expected.values.end(), [&](const auto& value) {
                  return value.first == std::string(demo.variants) && value.second == choice;
                });
          });
      EXPECT_TRUE(declared) << choice;
    }
  }
}

}  // namespace
}  // namespace interleave::testing
