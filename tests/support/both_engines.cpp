#include "support/both_engines.h"

#include "schedulers/round_robin.h"
#include "sync/thread.h"

namespace interleave::testing {
namespace {

void judge(const RunRecord& run, const Check& check, Fate fate) {
  EXPECT_EQ(well_formed(run), "");
  EXPECT_EQ(run.fate, fate) << run.sentence;
  if (check) check(run);
}

}  // namespace

void check_controlled(const Program& program, const Check& check, Fate fate) {
  judge(run_default(program), check, fate);
  RoundRobin round_robin;
  judge(run_controlled(round_robin, program), check, fate);
  constexpr std::uint64_t kSeeds = 10;
  for (std::uint64_t seed = 0; seed < kSeeds && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    judge(run_seed(seed, program), check, fate);
  }
}

void check_live(const Program& program, const Check& check, Fate fate) {
  constexpr int kRuns = 3;
  for (int run = 0; run < kRuns && !::testing::Test::HasFailure(); ++run) {
    judge(run_live(program, 100), check, fate);
  }
}

void check_live_processes(const Program& program, const Check& check, Fate fate) {
  constexpr int kRuns = 3;
  for (int run = 0; run < kRuns && !::testing::Test::HasFailure(); ++run) {
    judge(run_live_processes(program, 100), check, fate);
  }
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& exception) {
    return exception.what();
  }
  return "nothing";
}

void beside(const std::function<void()>& body) {
  Thread thread("body", body);
  thread.start();
  thread.join();
}

}  // namespace interleave::testing
