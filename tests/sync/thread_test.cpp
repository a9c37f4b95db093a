#include "sync/thread.h"

#include <limits>

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
    {"an_unnamed_target_leaves_the_number_alone", [] { print(Thread("", [] {}).name()); },
     "Thread-1\n"},
    {"daemon_is_inherited_and_fixed_once_started",
     [] {
       EventFlag tried, go;
       Thread plain("worker", [] {});
       print(to_text(plain.daemon()));
       plain.set_daemon(true);
       plain.set_daemon(false);
       Thread daemon("worker",
                     [&] {
                       tried.wait();
                       print(to_text(Thread("inner", [] {}).daemon()), {.end = " "});
                       print(to_text(Thread("inner", [] {}, {.daemon = false}).daemon()));
                       go.wait();
                     },
                     {.daemon = true});
       daemon.start();
       print(message_of([&] { daemon.set_daemon(true); }));
       tried.set();
       go.set();
       daemon.join();
       print(message_of([&] { daemon.set_daemon(false); }));
       print(message_of([&] { main_thread().set_daemon(true); }));
     },
     "False\nRuntimeError: cannot set daemon status of active thread\nTrue False\n"
     "RuntimeError: cannot set daemon status of active thread\n"
     "RuntimeError: cannot set daemon status of active thread\n"},
    {"is_alive_and_ident",
     [] {
       EventFlag go;
       Thread thread("worker", [&] { go.wait(); });
       print(to_text(thread.is_alive()) + to_text(thread.ident().has_value()));
       thread.start();
       print(to_text(thread.is_alive()) + to_text(thread.ident().has_value()));
       go.set();
       thread.join();
       print(to_text(thread.is_alive()) + to_text(thread.ident().has_value()));
       print(to_text(thread.ident() != main_thread().ident()));
     },
     "FalseFalse\nTrueTrue\nFalseTrue\nTrue\n"},
    {"repr",
     [] {
       EventFlag go;
       Thread thread("worker", [&] { go.wait(); });
       print(thread.repr());
       thread.start();
       print(thread.repr());
       go.set();
       thread.join();
       print(thread.repr());
       Thread daemon("worker", [] {}, {.name = "D", .daemon = true});
       print(daemon.repr());
       daemon.start(), daemon.join();
       print(daemon.repr());
       print(main_thread().repr());
     },
     "<Thread(Thread-1 (worker), initial)>\n<Thread(Thread-1 (worker), started 2)>\n"
     "<Thread(Thread-1 (worker), stopped 2)>\n<Thread(D, initial daemon)>\n"
     "<Thread(D, stopped daemon 3)>\n<_MainThread(MainThread, started 1)>\n"},
    {"current_and_main_thread",
     [] {
       print(to_text(current_thread() == main_thread()) + current_thread().name());
       print(message_of([] { current_thread().join(); }));
       Thread thread("worker", [&] {
         print(to_text(current_thread() == thread) + to_text(get_ident() == thread.ident()));
         print(to_text(main_thread().is_alive()));
         current_thread().set_name("Renamed");
       });
       thread.start(), thread.join();
       print(thread.name());
     },
     "TrueMainThread\nRuntimeError: cannot join current thread\nTrueTrue\nTrue\nRenamed\n"},
    {"enumerate_and_active_count",
     [] {
       EventFlag go;
       const auto names = [] {
         std::string all;
         for (const Thread& thread : threading::enumerate()) all += thread.name() + " ";
         return all;
       };
       print(names() + to_text(active_count()));
       std::vector<Thread> threads;
       for (const char* name : {"A", "B", "C"}) {
         threads.emplace_back(
             "worker", [&] { go.wait(); }, Thread::Options{.name = name});
       }
       for (Thread& thread : threads) thread.start();
       print(names() + to_text(active_count()));
       go.set();
       for (Thread& thread : threads) thread.join();
       print(names() + to_text(active_count()));
     },
     "MainThread 1\nMainThread A B C 4\nMainThread 1\n"},
    {"joins_that_no_clock_can_hold",
     [] {
       Thread thread("worker", [] {});
       thread.start();
       print(message_of([&] { thread.join(1e100); }));
       print(message_of([&] { thread.join(std::numeric_limits<double>::quiet_NaN()); }));
       thread.join();
     },
     "OverflowError: timestamp out of range for platform time_t\n"
     "ValueError: Invalid value NaN (not a number)\n"},
    {"two_may_try_to_start_the_same",
     [] {
       Shared<int> ran(0), refused(0);
       Thread one("one", [&] { ran.fetch_add(1); });
       const auto start = [&] {
         if (message_of([&] { one.start(); }) != "nothing") refused.fetch_add(1);
       };
       Thread first("starter", start), second("starter", start);
       first.start(), second.start();
       first.join(), second.join(), one.join();
       print(to_text(ran.read()) + to_text(refused.read()));
     },
     "11\n"},
    {"system_exit_ends_a_thread_without_a_word",
     [] {
       Thread thread("worker", [] { throw SystemExit("3"); });
       thread.start(), thread.join();
       print(to_text(thread.is_alive()));
     },
     "False\n"},
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
constexpr const char* kReport =
    "Exception in thread Thread-1 (bad):\nTraceback (most recent call last):\n"
    "ValueError: no good\nException in thread Thread-2 (worse):\n"
    "Traceback (most recent call last):\nan exception that is not a std::exception\n";
const auto check_report = [](const RunRecord& run) {
  EXPECT_EQ(run.output(2), kReport);
  EXPECT_EQ(run.output(), "main goes on\n");
};
TEST(Thread, AnExceptionEndsItAloneControlled) {
  check_controlled(one_fails, check_report, Fate::exception);
}
TEST(Thread, AnExceptionEndsItAloneLive) { check_live(one_fails, check_report, Fate::exception); }

void hooked() {
  set_excepthook([](const ExceptHookArguments& arguments) {
    print(arguments.thread.name() + " " + arguments.exception.what());
    if (arguments.thread.name() == "worse") throw RuntimeError("in the hook");
  });
  const auto fail = [] { throw ValueError("no good"); };
  for (const char* name : {"bad", "worse"}) {
    Thread thread("fail", fail, {.name = name});
    thread.start(), thread.join();
  }
  set_excepthook({});
  Thread last("fail", fail, {.name = "last"});
  last.start(), last.join();
}
const auto check_hooked = [](const RunRecord& run) {
  EXPECT_EQ(run.output(), "bad ValueError: no good\nworse ValueError: no good\n");
  EXPECT_EQ(run.output(2),
            "Exception in threading.excepthook:\nTraceback (most recent call last):\n"
            "RuntimeError: in the hook\nException in thread last:\n"
            "Traceback (most recent call last):\nValueError: no good\n");
};
TEST(Thread, ExcepthookIsToldControlled) {
  check_controlled(hooked, check_hooked, Fate::exception);
}
TEST(Thread, ExcepthookIsToldLive) { check_live(hooked, check_hooked, Fate::exception); }

// What leaves the main thread is written before the others go on, and they do go on.
void main_fails() {
  auto go = std::make_shared<EventFlag>();
  auto main = std::make_shared<Thread>(main_thread());
  Thread("waiter", [go, main] {
    go->wait();
    main->join();
    print("main ended: " + to_text(!main->is_alive()));
  }).start();
  run_main([&] {
    go->set();
    throw ValueError("in main");
  });
}
const auto check_main = [](const RunRecord& run) {
  EXPECT_EQ(run.output(), "main ended: True\n");
  EXPECT_EQ(run.output(2), "Traceback (most recent call last):\nValueError: in main\n");
};
TEST(Thread, AnExceptionOfMainIsWrittenControlled) {
  check_controlled(main_fails, check_main, Fate::exception);
}
TEST(Thread, AnExceptionOfMainIsWrittenLive) {
  check_live(main_fails, check_main, Fate::exception);
}

// Daemons end with the last other thread, wherever they are.
void daemons_are_left() {
  auto never = std::make_shared<EventFlag>();
  auto lock = std::make_shared<Lock>();
  Thread("waits", [never] { never->wait(); }, {.daemon = true}).start();
  Thread("sleeps", [] { sleep(1e6); }, {.daemon = true}).start();
  Thread("user", [] { print("user"); }).start();
  Thread("runs",
         [lock] {
           for (;;) With with(*lock);
         },
         {.daemon = true})
      .start();
}
INTERLEAVE_ON_BOTH(Thread, DaemonsDoNotKeepTheProgramAlive, daemons_are_left,
                   [](const RunRecord& run) { EXPECT_EQ(run.output(), "user\n"); });

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
