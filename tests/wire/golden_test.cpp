// Golden traces: the bytes of a controlled run are the same on every machine and stay the same.
// tests/traces/golden.json names the runs. After a change that is meant to change them:
//   INTERLEAVE_RENEW_TRACES=1 build/native/tests/interleave_tests --gtest_filter=Golden.*
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "wire/run_controlled.h"

namespace interleave::testing {
namespace {

TEST(Golden, TracesHaveTheSameBytes) {
  const std::string folder = INTERLEAVE_TEST_DATA "/traces/";
  std::ifstream list(folder + "golden.json");
  const auto rows = nlohmann::json::parse(list);
  ASSERT_GE(rows.size(), 5u);
  FiberPool fibers;
  for (const auto& row : rows) {
    auto read = read_options(row["options"].get<std::string>());
    ASSERT_TRUE(std::holds_alternative<RunOptions>(read)) << std::get<std::string>(read);
    const ControlledRun run = run_controlled(std::get<RunOptions>(read), fibers);
    const auto& bytes = run.trace.bytes();
    const std::string now(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::string path = folder + row["file"].get<std::string>();
    if (std::getenv("INTERLEAVE_RENEW_TRACES") != nullptr) {
      std::ofstream(path, std::ios::binary) << now;
    }
    std::ifstream file(path, std::ios::binary);
    const std::string then{std::istreambuf_iterator<char>(file), {}};
    EXPECT_TRUE(now == then) << row["file"] << ": " << now.size() << " bytes, were " << then.size();
    EXPECT_EQ(fate_name(run.outcome.fate), row["fate"].get<std::string>());
  }
}

}  // namespace
}  // namespace interleave::testing
