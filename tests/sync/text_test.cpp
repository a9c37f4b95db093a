#include "sync/text.h"

#include <gtest/gtest.h>

namespace interleave::testing {
namespace {

TEST(Text, NumbersAreWrittenAsPythonWritesThem) {
  // repr() of CPython 3.11.
  const std::pair<double, const char*> rows[] = {
      {10.0, "10.0"},
      {0.1, "0.1"},
      {1e16, "1e+16"},
      {1e15, "1000000000000000.0"},
      {123456789.125, "123456789.125"},
      {0.0001, "0.0001"},
      {0.00001, "1e-05"},
      {-2.5, "-2.5"},
      {1.0 / 3, "0.3333333333333333"},
      {10.00212381099999, "10.00212381099999"},
      {1.5e300, "1.5e+300"},
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {5e-324, "5e-324"},
  };
  for (const auto& [value, text] : rows) EXPECT_EQ(to_text(value), text);
  EXPECT_EQ(to_text(true), "True");
  EXPECT_EQ(to_text(-7), "-7");
}

TEST(Text, FormatFillsFieldsInOrder) {
  EXPECT_EQ(format("[{}] Number: {}", "T", 3), "[T] Number: 3");
  EXPECT_EQ(format("{{}} {}", 1), "{} 1");
  EXPECT_EQ(format("no fields"), "no fields");
}

}  // namespace
}  // namespace interleave::testing
