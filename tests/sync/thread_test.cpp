#include "sync/thread.h"

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"
#include "sync/errors.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"names",
     [] {
       const auto say = [] { print(current_thread_name()); };
       Thread first("worker", say);
       Thread second("worker", say, {.name = "Given"});
       Thread third("<lambda>", say);  // a given name takes no number
       for (Thread* thread : {&third, &second, &first}) thread->start(), thread->join();
       Thread renamed("worker", say);
       print(renamed.name());
       renamed.set_name("Phunsukh_Wangdu");
       renamed.start(), renamed.join();
       say();
     },
     "Thread-2 (<lambda>)\nGiven\nThread-1 (worker)\nThread-3 (worker)\nPhunsukh_Wangdu\n"
     "MainThread\n"},
    {"misuse",
     [] {
       Thread thread("worker", [] {});
       print(message_of([&] { thread.join(); }));
       thread.start(), thread.join();
       print(message_of([&] { thread.start(); }));
       print(to_text(thread.join()));
     },
     "RuntimeError: cannot join thread before it is started\n"
     "RuntimeError: threads can only be started once\nTrue\n"},
    {"cannot_join_itself",
     [] {
       Thread* self = nullptr;
       Thread thread("worker", [&] { print(message_of([&] { self->join(); })); });
       self = &thread;
       thread.start(), thread.join();
     },
     "RuntimeError: cannot join current thread\n"},
    {"join_times_out",
     [] {
       EventFlag go;
       Thread thread("waiter", [&] { go.wait(); });
       thread.start();
       print(to_text(thread.join(0.5)));
       print(to_text(thread.join(-1.0)));
       go.set();
       print(to_text(thread.join()));
       print(to_text(thread.join(0.0)));
     },
     "False\nFalse\nTrue\nTrue\n"},
    {"starts_others_and_outlives_its_handle",
     [] {
       Semaphore done(0);
       {
         Thread outer("outer", [&] {
           Thread inner("inner", [&] { done.release(); });
           inner.start();
           done.release();
         });
         outer.start();
       }
       done.acquire(), done.acquire();
       print("both");
     },
     "both\n"},
    {"the_65th_is_refused_and_counts_as_not_started",
     [] {
       EventFlag go;
       std::vector<Thread> threads;
       for (unsigned i = 1; i < kMaxThreads; ++i) {
         threads.emplace_back("worker", [&] { go.wait(); });
         threads.back().start();
       }
       Thread extra("extra", [] { print("extra ran"); });
       print(message_of([&] { extra.start(); }));
       print(message_of([&] { extra.join(); }));
       go.set();
       for (Thread& thread : threads) thread.join();
     },
     "RuntimeError: can't start new thread\n"
     "RuntimeError: cannot join thread before it is started\n"},
    {"many_may_try_to_be_the_64th",
     [] {
       // Sixty are there when six threads each start one more: three find room.
       EventFlag go;
       Shared<int> refused(0);
       std::vector<Thread> threads;
       for (unsigned i = 0; i < 54; ++i) threads.emplace_back("idle", [&] { go.wait(); });
       for (unsigned i = 0; i < 6; ++i) {
         threads.emplace_back("starter", [&] {
           go.wait();
           Thread one("one", [] {});
           if (message_of([&] { one.start(); }) != "nothing") refused.fetch_add(1);
         });
       }
       for (Thread& thread : threads) thread.start();
       go.set();
       for (Thread& thread : threads) thread.join();
       print(to_text(refused.read()));
     },
     "3\n"},
};
INTERLEAVE_TABLE(ThreadTable, kRows);

void one_fails() {
  Thread bad("bad", [] { throw ValueError("no good"); });
  Thread worse("worse", [] { throw 5; });
  bad.start(), bad.join();
  worse.start(), worse.join();
  print("main goes on");
}
TEST(Thread, AnExceptionEndsItAloneControlled) {
  check_controlled(
      one_fails,
      [](const RunRecord& run) {
        EXPECT_EQ(run.output(2),
                  "Exception in thread Thread-1 (bad):\nTraceback (most recent call last):\n"
                  "ValueError: no good\n");
        EXPECT_EQ(run.output(), "main goes on\n");
      },
      Fate::exception);
}
TEST(Thread, AnExceptionEndsItAloneLive) {
  check_live(
      one_fails, [](const RunRecord& run) { EXPECT_EQ(run.output(), "main goes on\n"); },
      Fate::exception);
}

void a_join_that_waits() {
  EventFlag go("go");
  Thread waiter("waiter", [&] { go.wait(); }, {.name = "Waiter"});
  waiter.start();
  Thread setter("setter", [&] {
    settle(2);
    go.set();
  });
  setter.start();
  waiter.join();
  setter.join();
  waiter.join();
}
INTERLEAVE_ON_BOTH(Thread, TellsStartBeginEndAndJoin, a_join_that_waits, [](const RunRecord& run) {
  std::string joins;
  for (const auto& [event, text] : run.of(Kind::join)) {
    if (event.other != 1) continue;
    joins += event.shape() == Shape::blocked   ? "blocked "
             : event.shape() == Shape::resumed ? "resumed "
                                               : "done ";
  }
  EXPECT_EQ(joins, "blocked resumed done ");
  const auto start = run.of(Kind::start).at(0);
  EXPECT_EQ(start.text, "Waiter");
  EXPECT_EQ(start.event.thread, 0);
  EXPECT_EQ(start.event.other, 1);
  EXPECT_EQ(run.of(Kind::begin).size(), 3u);
  EXPECT_EQ(run.of(Kind::end).size(), 3u);
});

}  // namespace
}  // namespace interleave::testing
