#include "python/time.h"

#include <limits>

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"lengths_that_cannot_be_slept",
     [] {
       print(message_of([] { sleep(-1); }));
       print(message_of([] { sleep(-1e-9); }));
       print(message_of([] { sleep(std::numeric_limits<double>::quiet_NaN()); }));
       print(message_of([] { sleep(1e100); }));
       print(message_of([] { sleep(0); }));
     },
     "ValueError: sleep length must be non-negative\nValueError: sleep length must be "
     "non-negative\n"
     "ValueError: Invalid value NaN (not a number)\n"
     "OverflowError: timestamp out of range for platform time_t\nnothing\n"},
    {"all_clocks_move_by_what_is_slept",
     [] {
       const double counter = perf_counter(), steady = monotonic(), date = unix_time();
       sleep(2);
       print(to_text(perf_counter() - counter >= 2) + to_text(monotonic() - steady >= 2) +
             to_text(unix_time() - date >= 2));
       print(to_text(date > 1.7e9));
     },
     "TrueTrueTrue\nTrue\n"},
};
INTERLEAVE_TABLE(TimeTable, kRows);

TEST(Time, AControlledRunAlwaysBeginsOnTheSameDate) {
  const Program program = [] {
    sleep(0.5);
    print(to_text(unix_time()));
  };
  EXPECT_EQ(run_default(program).output(), "1735689600.5\n");
  EXPECT_EQ(run_seed(3, program).output(), "1735689600.5\n");
}

}  // namespace
}  // namespace interleave::testing
