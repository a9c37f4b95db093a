// Bad values and their sentences. The table is JSON because the page's own validation is held
// against the same rows (tests/web/model/parameters_table.test.js).
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "demo.h"
#include "kernel/random.h"
#include "kernel/trace.h"
#include "wire/describe.h"
#include "wire/options.h"

namespace interleave::testing {
namespace {

using nlohmann::json;

TEST(Parameters, EveryBadValueGetsItsSentence) {
  std::ifstream file(INTERLEAVE_TEST_DATA "/wire/parameters.json");
  const json rows = json::parse(file);
  ASSERT_GE(rows.size(), 15u);
  for (const json& row : rows) {
    const auto checked = check_options(row["demo"], {{row["name"], row["value"]}});
    if (row["sentence"].is_null()) {
      EXPECT_TRUE(std::holds_alternative<RunOptions>(checked)) << row;
    } else {
      ASSERT_TRUE(std::holds_alternative<std::string>(checked)) << row;
      EXPECT_EQ(std::get<std::string>(checked), row["sentence"]) << row;
    }
  }
}

TEST(Options, GarbageIsRefusedInASentence) {
  const std::string good = "demo=race&set.threads=2&scheduler=random&seed=7&steps=100";
  ASSERT_TRUE(std::holds_alternative<RunOptions>(read_options(good)));
  SplitMix64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = good;
    for (std::uint32_t n = 1 + random.below(4); n > 0; --n) {
      text[random.below(static_cast<std::uint32_t>(text.size()))] =
          static_cast<char>(random.below(256));
    }
    const auto read = read_options(text);
    if (const auto* sentence = std::get_if<std::string>(&read)) {
      ASSERT_FALSE(sentence->empty());
      ASSERT_EQ(sentence->back(), '.') << *sentence;
    }
  }
}

// Whatever the form says: as many threads and processes as the page is told that its values make.
TEST(Describe, TellsWhatCountsThreadsAndProcesses) {
  const json all = json::parse(describe_json());
  unsigned counted = 0;
  for (const Demo& demo : all_demos()) {
    const json& told =
        *std::find_if(all["demos"].begin(), all["demos"].end(),
                      [&](const json& one) { return one["id"] == std::string(demo.id); });
    const auto check = [&](const char* name, unsigned (*count)(const Arguments&),
                           const Arguments& arguments,
                           const std::map<std::string, std::string>& given) {
      const std::string by = std::string(name) + "_by";
      long expected = told[name];
      if (told.contains(by)) {
        const std::string parameter = told[by]["parameter"];
        const auto found =
            std::find_if(demo.parameters.begin(), demo.parameters.end(),
                         [&](const Parameter& one) { return one.name == parameter; });
        ASSERT_NE(found, demo.parameters.end());
        const std::string value = arguments.values().at(parameter);
        expected = told[by]["besides"].get<long>();
        expected += found->type == Parameter::Type::integer
                        ? std::stol(value)
                        : std::count(value.begin(), value.end(), ',') + 1;
        ++counted;
      }
      EXPECT_EQ(count == nullptr ? 1 : count(arguments), expected) << demo.id << json(given);
    };
    const auto check_with = [&](const std::map<std::string, std::string>& given) {
      const auto arguments = std::get<Arguments>(check_arguments(demo, given));
      check("threads", demo.threads, arguments, given);
      check("processes", demo.processes, arguments, given);
    };
    check_with({});
    for (const Parameter& parameter : demo.parameters) {
      if (parameter.type == Parameter::Type::integer) {
        for (const double value : {parameter.min, parameter.max}) {
          check_with({{parameter.name, std::to_string(static_cast<long>(value))}});
        }
      } else if (parameter.type == Parameter::Type::list ||
                 parameter.type == Parameter::Type::words) {
        const std::string standard = parameter.standard();
        check_with({{parameter.name, standard.substr(0, standard.find(','))}});
      }
    }
  }
  EXPECT_GT(counted, 20u);
}

TEST(Describe, TellsThePageEverything) {
  const json all = json::parse(describe_json());
  EXPECT_EQ(all["events"].size(), kKindCount);
  EXPECT_EQ(all["events"][6]["name"], "acquire");
  EXPECT_EQ(all["events"][24]["name"], "finish");
  EXPECT_EQ(all["limits"]["threads"], 64);
  EXPECT_EQ(all["demos"].size(), all_demos().size());
  for (const json& demo : all["demos"]) {
    for (const char* key : {"id", "title", "teaches", "look", "question", "source", "threads"}) {
      EXPECT_TRUE(demo.contains(key)) << demo["id"] << key;
    }
    EXPECT_EQ(demo["source_hash"].get<std::string>().size(), 16u);
  }
}

}  // namespace
}  // namespace interleave::testing
