// A test of a primitive, run on both engines: what holds on one holds on the other.
//
// What a program prints must be the same in every interleaving: controlled, it runs under the
// default, round robin and ten random walks; live, several times.
#pragma once

#include <gtest/gtest.h>

#include <ostream>

#include "support/runs.h"

namespace interleave::testing {

// Row is a program and all that it prints.
struct Row {
  const char* name;
  Program program;
  std::string output;
};
inline void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

// check_controlled and check_live run `program` several times and show each run to `check`. Every
// run is well-formed and ends as `fate`.
using Check = std::function<void(const RunRecord&)>;
void check_controlled(const Program& program, const Check& check = {}, Fate fate = Fate::finished);
void check_live(const Program& program, const Check& check = {}, Fate fate = Fate::finished);
void check_live_processes(const Program& program, const Check& check = {},
                          Fate fate = Fate::finished);

// message_of is what() of the exception that `action` throws, or "nothing".
std::string message_of(const std::function<void()>& action);

// beside runs `body` in a thread of its own and joins it.
void beside(const std::function<void()>& body);

// INTERLEAVE_TABLE makes two tests of every row in `rows`: Suite.Controlled and Suite.Live.
#define INTERLEAVE_TABLE(Suite, rows)                                                       \
  class Suite : public ::testing::TestWithParam<Row> {};                                    \
  TEST_P(Suite, Controlled) {                                                               \
    check_controlled(GetParam().program,                                                    \
                     [](const RunRecord& r) { EXPECT_EQ(r.output(), GetParam().output); }); \
  }                                                                                         \
  TEST_P(Suite, Live) {                                                                     \
    check_live(GetParam().program,                                                          \
               [](const RunRecord& r) { EXPECT_EQ(r.output(), GetParam().output); });       \
  }                                                                                         \
  INSTANTIATE_TEST_SUITE_P(Table, Suite, ::testing::ValuesIn(rows),                         \
                           [](const auto& info) { return std::string(info.param.name); })

// INTERLEAVE_PROCESS_TABLE does the same for programs with processes.
#define INTERLEAVE_PROCESS_TABLE(Suite, rows)                                                   \
  class Suite : public ::testing::TestWithParam<Row> {};                                        \
  TEST_P(Suite, Controlled) {                                                                   \
    check_controlled(GetParam().program,                                                        \
                     [](const RunRecord& r) { EXPECT_EQ(r.output(), GetParam().output); });     \
  }                                                                                             \
  TEST_P(Suite, LiveProcesses) {                                                                \
    check_live_processes(GetParam().program,                                                    \
                         [](const RunRecord& r) { EXPECT_EQ(r.output(), GetParam().output); }); \
  }                                                                                             \
  INSTANTIATE_TEST_SUITE_P(Table, Suite, ::testing::ValuesIn(rows),                             \
                           [](const auto& info) { return std::string(info.param.name); })

// INTERLEAVE_ON_BOTH makes two tests of one program, whose runs are shown to `check`.
#define INTERLEAVE_ON_BOTH(Suite, name, program, ...)                       \
  TEST(Suite, name##Controlled) { check_controlled(program, __VA_ARGS__); } \
  TEST(Suite, name##Live) { check_live(program, __VA_ARGS__); }             \
  static_assert(true)

}  // namespace interleave::testing
