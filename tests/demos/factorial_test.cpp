// The notebook's factorials: all digits, the one that may not be written, and what can be stopped.
#include "bignum/factorial.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "demo.h"
#include "support/runs.h"

namespace interleave::testing {
namespace {

Program factorial_threads(const std::map<std::string, std::string>& values) {
  const Demo* demo = find_demo("factorial_threads");
  auto arguments = std::get<Arguments>(check_arguments(*demo, values));
  return [demo, arguments] { demo->body(arguments); };
}

constexpr std::uint32_t kNumbers[] = {20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000};

// check_output takes every text that must be there out of the output; only ends of lines, the list
// of threads and the time may be left.
void check_output(std::string output, bool all_digits) {
  unsigned thread = 0;
  for (const std::uint32_t n : kNumbers) {
    const std::string number = std::to_string(n);
    const std::string begins = "[Thread-" + std::to_string(++thread) +
                               " (calc_factorial)] Calculating Factorial of " + number;
    const std::string ends = "Factorial of " + number + "! is " + factorial(n).text();
    // The longest first: 7000 begins as 70000 would.
    for (const std::string& text : {ends, begins}) {
      if (text == ends && n == 330000 && !all_digits) continue;
      const std::size_t at = output.find(text);
      ASSERT_NE(at, std::string::npos) << text.substr(0, 80);
      output.erase(at, text.size());
    }
  }
  EXPECT_EQ(output.find("Factorial"), std::string::npos);
  const std::size_t list = output.find("[<Thread(Thread-1 (calc_factorial), stopped ");
  ASSERT_NE(list, std::string::npos);
  EXPECT_NE(output.find("Time Taken: ", list), std::string::npos);
}

void check(const RunRecord& run, bool all_digits) {
  EXPECT_EQ(run.fate, all_digits ? Fate::finished : Fate::exception);
  check_output(run.output(), all_digits);
  std::string errors;
  for (const Told& told : run.of(Kind::print)) {
    if (told.event.value == 2) errors += told.text;
  }
  const std::string limit =
      "Exception in thread Thread-8 (calc_factorial):\nTraceback (most recent call last):\n"
      "ValueError: Exceeds the limit (1000000 digits) for integer string conversion; use "
      "sys.set_int_max_str_digits() to increase the limit\n";
  EXPECT_EQ(errors.find(limit) != std::string::npos, !all_digits) << errors;
  EXPECT_NE(errors.find("Speed-up: "), std::string::npos) << errors;
}

TEST(FactorialThreads, WarmingUpEnds) {
  const Demo* const demo = find_demo("factorial_threads");
  ASSERT_NE(demo->warm_up, nullptr);
  unsigned step = 0;
  while (demo->warm_up(step)) ASSERT_LT(++step, 20u);
}

TEST(FactorialThreads, OneMayNotBeWrittenAndTheOthersGoOn) {
  check(run_seed(1, factorial_threads({})), false);
  check(run_seed(2, factorial_threads({{"gil", "true"}})), false);
  check(run_seed(3, factorial_threads({{"max_str_digits", "1677796"}})), true);
}

// The same in processes: the list at the end tells exit codes, and the error comes from the child.
TEST(FactorialProcesses, OneMayNotBeWrittenAndTheOthersGoOn) {
  const Demo* demo = find_demo("factorial_processes");
  const auto arguments = std::get<Arguments>(check_arguments(*demo, {}));
  for (const bool live : {false, true}) {
    const RunRecord run =
        live ? run_live_demo(*demo, arguments, 1) : run_seed(1, [&] { demo->body(arguments); });
    EXPECT_EQ(run.fate, Fate::exception);
    std::string output = run.output();
    unsigned process = 0;
    std::string list;
    for (const std::uint32_t n : kNumbers) {
      const std::string name = "Process-" + std::to_string(++process);
      const std::string begins = "[" + name + "] Calculating Factorial of " + std::to_string(n);
      EXPECT_NE(output.find(begins), std::string::npos) << begins;
      const std::string ends = "Factorial of " + std::to_string(n) + "! is " + factorial(n).text();
      EXPECT_EQ(output.find(ends) != std::string::npos, n != 330000) << n;
      list += std::string(list.empty() ? "[" : ", ") + "<Process name='" + name +
              "' pid=" + std::to_string(process + 1) +
              " parent=1 stopped exitcode=" + (n == 330000 ? "1" : "0") + ">";
    }
    EXPECT_NE(output.find(list + "]\nTime Taken: "), std::string::npos) << list;
    EXPECT_EQ(run.output(2),
              "Process Process-8:\nTraceback (most recent call last):\n"
              "ValueError: Exceeds the limit (1000000 digits) for integer string conversion; use "
              "sys.set_int_max_str_digits() to increase the limit\n");
  }
}

TEST(FactorialThreads, OneMayNotBeWrittenLive) {
  check(run_live(factorial_threads({}), 1), false);
  check(run_live(factorial_threads({{"gil", "true"}}), 1), false);
  check(run_live(factorial_threads({{"max_str_digits", "2000000"}}), 1), true);
}

TEST(FactorialThreads, TheTotalIsTheSumUnderTheGilAndTheLongestWithoutIt) {
  const Time together = run_default(factorial_threads({{"measure", "false"}})).elapsed;
  const Time in_turn =
      run_default(factorial_threads({{"measure", "false"}, {"gil", "true"}})).elapsed;
  const auto cost = [](std::uint32_t n) {
    const std::size_t digits = factorial(n).length();
    return static_cast<Time>(digits) * std::bit_width(digits) * 3 / 4;
  };
  Time sum = 0;
  for (const std::uint32_t n : kNumbers) {
    sum += cost(n);
    if (n != 330000) sum += 2 * static_cast<Time>(factorial(n).length() + 0);
  }
  EXPECT_EQ(together, cost(330000));
  EXPECT_EQ(in_turn, sum);
}

}  // namespace
}  // namespace interleave::testing
