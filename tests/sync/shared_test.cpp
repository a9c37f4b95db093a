#include "sync/shared.h"

#include <bit>

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"fetch_add_never_loses",
     [] {
       Shared<int> x(0);
       std::vector<Thread> threads;
       for (int i = 0; i < 4; ++i) {
         threads.emplace_back("worker", [&] {
           for (int n = 0; n < 50; ++n) x.fetch_add(1);
         });
         threads.back().start();
       }
       for (Thread& thread : threads) thread.join();
       print(to_text(x.read()));
     },
     "200\n"},
    {"fetch_add_returns_what_was_there",
     [] {
       Shared<long> x(40);
       print(to_text(x.fetch_add(2)));
       print(to_text(x.fetch_add(-42)));
       print(to_text(x.read()));
     },
     "40\n42\n0\n"},
};
INTERLEAVE_TABLE(SharedTable, kRows);

TEST(Shared, LosesAnUpdateUnderAChosenSchedule) {
  const auto program = [] {
    Shared<int> x(0, "x");
    const auto body = [&] { x.write(x.read() + 1); };
    Thread one("one", body), two("two", body);
    one.start(), two.start();
    one.join(), two.join();
    print(to_text(x.read()));
  };
  EXPECT_EQ(run_default(program).output(), "2\n");
  Script both_read_first({0, 1, 2, 2, 1});  // main starts both; one reads, two reads and writes
  EXPECT_EQ(run_controlled(both_read_first, program).output(), "1\n");
}

TEST(Shared, TellsValuesOfEveryType) {
  const RunRecord run = run_default([] {
    Shared<int> whole(-3, "whole");
    Shared<double> real(0.5, "real");
    Shared<bool> flag(true, "flag");
    whole.write(-4);
    real.write(0.25);
    flag.write(false);
  });
  const auto objects = run.of(Kind::object);
  ASSERT_EQ(objects.size(), 3u);
  EXPECT_EQ(objects[0].event.value, -3);
  EXPECT_EQ(objects[0].event.flags, 0);
  EXPECT_EQ(std::bit_cast<double>(objects[1].event.value), 0.5);
  EXPECT_EQ(objects[1].event.flags, kValueIsDouble);
  EXPECT_EQ(objects[2].event.value, 1);
  EXPECT_EQ(objects[2].event.flags, kValueIsBool);
  const auto writes = run.of(Kind::write);
  ASSERT_EQ(writes.size(), 3u);
  EXPECT_EQ(writes[0].event.value, -4);
  EXPECT_EQ(std::bit_cast<double>(writes[1].event.value), 0.25);
  EXPECT_EQ(writes[2].event.value, 0);
}

// What a trace tells of a value must fit its own order: who reads sees the write told last.
void race() {
  Shared<int> x(0, "x");
  std::vector<Thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back("worker", [&] {
      for (int n = 0; n < 500; ++n) x.write(x.read() + 1);
    });
    threads.back().start();
  }
  for (Thread& thread : threads) thread.join();
  x.read();
}
INTERLEAVE_ON_BOTH(Shared, EveryReadSeesTheWriteToldLast, race, [](const RunRecord& run) {
  std::int64_t value = 0;
  for (const auto& [event, text] : run.events) {
    if (event.kind == Kind::write) value = event.value;
    if (event.kind != Kind::read) continue;
    ASSERT_EQ(event.value, value) << "event " << event.sequence;
  }
});

}  // namespace
}  // namespace interleave::testing
