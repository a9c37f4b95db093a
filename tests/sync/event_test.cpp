#include "sync/event.h"

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"stays_set_until_cleared",
     [] {
       EventFlag event;
       print(to_text(event.is_set()));
       print(to_text(event.wait(0.5)));
       print(to_text(event.wait(-1.0)));
       event.set();
       print(to_text(event.wait()));
       print(to_text(event.wait(0.0)));
       event.clear();
       print(to_text(event.is_set()));
       print(to_text(event.wait(0.0)));
     },
     "False\nFalse\nFalse\nTrue\nTrue\nFalse\nFalse\n"},
    {"set_twice_is_set",
     [] {
       EventFlag event;
       event.set(), event.set();
       print(to_text(event.is_set()));
     },
     "True\n"},
};
INTERLEAVE_TABLE(EventFlagTable, kRows);

void three_wait() {
  EventFlag go("go");
  std::vector<Thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back("waiter", [&] { go.wait(); });
    threads.back().start();
  }
  settle(3);
  go.set();
  for (Thread& thread : threads) thread.join();
  go.wait();
  go.clear();
  go.wait(0.5);
}
INTERLEAVE_ON_BOTH(EventFlag, SetWakesEverybody, three_wait, [](const RunRecord& run) {
  for (const ThreadId thread : {1, 2, 3}) {
    EXPECT_EQ(run.shapes(Kind::wait, "go", thread), "blocked resumed");
  }
  EXPECT_EQ(run.shapes(Kind::wait, "go", 0), "done blocked timed_out");
  EXPECT_EQ(run.count(Kind::set), 1);
  EXPECT_EQ(run.count(Kind::clear), 1);
});

}  // namespace
}  // namespace interleave::testing
