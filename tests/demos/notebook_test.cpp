// What the notebooks' cells print, held against the demos: controlled under many seeds, and live.
// The end-to-end tests read the same table (tests/e2e/notebook.test.js).
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "demo.h"
#include "support/runs.h"

namespace interleave::testing {
namespace {

using nlohmann::json;
using Values = std::map<std::string, std::string>;

// Row is a cell: the demo that it became, and the texts it prints. A text that begins with ~ is a
// regular expression. In `any` order lines may be torn, but no text is.
struct Row {
  std::string cell;
  std::string demo;
  Values values;
  bool fixed = false;
  std::vector<std::string> texts;
  std::string last;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.cell; }

std::vector<Row> rows() {
  std::ifstream file(INTERLEAVE_TEST_DATA "/demos/notebook.json");
  std::vector<Row> all;
  for (const json& it : json::parse(file)) {
    all.push_back({it["cell"], it["demo"], it.value("values", Values{}), it["order"] == "fixed",
                   it["texts"], it.value("last", "")});
  }
  return all;
}

// erase_text removes the first piece of `whole` that is `text`, from `from` on; where it was, or
// npos.
std::size_t erase_text(std::string& whole, const std::string& text, std::size_t from) {
  if (!text.starts_with("~")) {
    const std::size_t at = whole.find(text, from);
    if (at != std::string::npos) whole.erase(at, text.size());
    return at;
  }
  std::smatch match;
  const auto begin = whole.cbegin() + static_cast<std::ptrdiff_t>(from);
  if (!std::regex_search(begin, whole.cend(), match, std::regex(text.substr(1)))) {
    return std::string::npos;
  }
  const auto at = from + static_cast<std::size_t>(match.position());
  whole.erase(at, static_cast<std::size_t>(match.length()));
  return at;
}

void check(const Row& row, const RunRecord& run) {
  ASSERT_EQ(run.fate, Fate::finished) << run.output();
  std::string rest = run.output();
  if (!row.last.empty()) {
    ASSERT_TRUE(rest.ends_with(row.last + "\n")) << run.output();
  }
  std::size_t at = 0;
  for (const std::string& text : row.texts) {
    const std::size_t found = erase_text(rest, text, row.fixed ? at : 0);
    ASSERT_NE(found, std::string::npos) << text << " is missing in\n" << run.output();
    if (row.fixed) {
      ASSERT_EQ(found, at) << text << " comes too late in\n" << run.output();
      at = found + 1;  // past its end of line
    }
  }
  EXPECT_EQ(rest, std::string(row.texts.size(), '\n')) << run.output();
}

class Notebook : public ::testing::TestWithParam<Row> {
 protected:
  const Demo& demo() const {
    const Demo* found = find_demo(GetParam().demo);
    EXPECT_NE(found, nullptr);
    return *found;
  }
  Arguments arguments() const {
    return std::get<Arguments>(check_arguments(demo(), GetParam().values));
  }
};

TEST_P(Notebook, PrintsTheCellsLinesControlled) {
  for (std::uint64_t seed = 0; seed < 30 && !HasFatalFailure(); ++seed) {
    check(GetParam(), run_seed(seed, [this] { demo().body(arguments()); }));
  }
}

TEST_P(Notebook, PrintsTheCellsLinesLive) {
  // A late wake-up of a busy machine, 10 ms, is half a second of the program at this speed.
  check(GetParam(), run_live_demo(demo(), arguments(), 50));
}

INSTANTIATE_TEST_SUITE_P(Cells, Notebook, ::testing::ValuesIn(rows()), [](const auto& row) {
  return row.param.demo + "_" + std::to_string(row.index);
});

}  // namespace
}  // namespace interleave::testing
