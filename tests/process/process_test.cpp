#include "process/process.h"

#include "process/global.h"
#include "process/locks.h"
#include "process/pipe.h"
#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

namespace mp = multiprocessing;

Global<long> counter("counter");
long plain = 0;

void say(const std::string& what) { print(mp::current_process_name() + ": " + what); }

void add(long times) {
  for (long i = 0; i < times; ++i) counter.write(counter.read() + 1);
}

void show_counter() { say(to_text(counter.read())); }

void do_nothing() {}

void raise_value_error(const std::string& text) { throw ValueError(text); }

void leave_with(const std::string& code) { throw SystemExit(code); }

void sleep_for_ever() {
  for (;;) sleep(1000);
}

void start_thread_and_leave() {
  Thread thread("late", [] {
    sleep(1);
    say("a thread of " + main_thread().name() + " keeps the process");
  });
  thread.start();
  Thread daemon("daemon", [] { sleep_for_ever(); }, {.daemon = true});
  daemon.start();
  say(to_text(active_count()) + " threads, this is " + current_thread_name());
}

void start_child() {
  mp::Process child{Call(say, std::string("a child's child"))};
  child.start();
}

void put_squares(mp::Queue<long> queue, long from, long to) {
  for (long i = from; i < to; ++i) queue.put(i * i);
}

std::string code_of(const mp::Process& process) {
  const std::optional<int> code = process.exitcode();
  return code ? to_text(*code) : "None";
}

const Row kRows[] = {
    {"has_a_name_and_runs",
     [] {
       mp::Process process{Call(say, std::string("hello"))};
       print(process.name() + " " + process.repr());
       process.set_name("Rancho");
       process.start();
       process.join();
       print(process.repr() + " " + code_of(process) + " " + to_text(process.is_alive()));
     },
     "Process-1 <Process name='Process-1' parent=1 initial>\nRancho: hello\n"
     "<Process name='Rancho' pid=2 parent=1 stopped exitcode=0> 0 False\n"},
    {"spawned_has_fresh_memory_forked_a_copy",
     [] {
       counter.write(5);
       for (const StartMethod method : {StartMethod::spawn, StartMethod::fork}) {
         mp::Process process(Call(show_counter), {.method = method});
         process.start();
         process.join();
         mp::Process adds(Call(add, 10L), {.method = method});
         adds.start();
         adds.join();
       }
       Thread thread("add", [] { add(2); });
       thread.start();
       thread.join();
       show_counter();
     },
     "Process-1: 0\nProcess-3: 5\nMainProcess: 7\n"},
    {"exit_codes",
     [] {
       mp::Process leaves(Call(leave_with, std::string("3")), {.name = "b"});
       mp::Process says(Call(leave_with, std::string("so long")), {.name = "c"});
       for (mp::Process* process : {&leaves, &says}) {
         process->start();
         process->join();
         print(process->name() + " " + code_of(*process));
       }
     },
     "b 3\nc 1\n"},
    {"terminate_and_kill",
     [] {
       mp::Process one{Call(sleep_for_ever)};
       mp::Process two{Call(sleep_for_ever)};
       one.start();
       two.start();
       print(to_text(one.is_alive()) + " " + code_of(one));
       one.join(0.5);
       print(to_text(one.is_alive()));
       one.terminate();
       two.kill();
       one.join();
       two.join();
       print(one.repr() + " " + two.repr());
       one.terminate();  // of one that has exited: nothing
       print(code_of(one) + " " + code_of(two));
     },
     "True None\nTrue\n"
     "<Process name='Process-1' pid=2 parent=1 stopped exitcode=-SIGTERM> "
     "<Process name='Process-2' pid=3 parent=1 stopped exitcode=-SIGKILL>\n-15 -9\n"},
    {"daemons_end_with_the_main_process",
     [] {
       mp::Process daemon(Call(sleep_for_ever), {.daemon = true});
       daemon.start();
       print("over");
     },
     "over\n"},
    {"threads_keep_their_process_and_daemons_do_not",
     [] {
       mp::Process process{Call(start_thread_and_leave)};
       process.start();
       process.join();
       print("joined");
     },
     "Process-1: 3 threads, this is MainThread\n"
     "Process-1: a thread of MainThread keeps the process\njoined\n"},
    {"children_have_children",
     [] {
       mp::Process process{Call(start_child)};
       process.start();
       process.join();
       print(to_text(static_cast<int>(mp::active_children().size())));
     },
     "Process-1:1: a child's child\n0\n"},
    {"misuse",
     [] {
       mp::Process process{Call(do_nothing)};
       print(message_of([&] { process.join(); }));
       process.start();
       print(message_of([&] { process.start(); }));
       print(message_of([&] { process.set_daemon(true); }));
       process.join();
       mp::Queue<int> queue;
       print(message_of([&] { pickled(queue); }));
       print(message_of([] { mp::set_start_method("forkserver"); }));
     },
     "AssertionError: can only join a started process\n"
     "AssertionError: cannot start a process twice\n"
     "AssertionError: process has already started\n"
     "RuntimeError: Queue objects should only be shared between processes through inheritance\n"
     "ValueError: cannot find context for 'forkserver'; there are spawn and fork\n"},
    {"a_queue_hands_over_copies",
     [] {
       mp::Queue<long> queue;
       mp::Process process(Call(put_squares, queue, 0L, 5L), {.method = StartMethod::spawn});
       process.start();
       std::string all;
       for (int i = 0; i < 5; ++i) all += to_text(queue.get()) + " ";
       process.join();
       print(all + to_text(queue.empty()));
     },
     "0 1 4 9 16 True\n"},
};

INTERLEAVE_PROCESS_TABLE(Processes, kRows);

void change_plain() {
  ++plain;
  say(to_text(plain));
}

// The memory is really another: an ordinary variable, which nobody looks after, is not shared. (A
// controlled process is modelled: there only what is a Global is apart.)
TEST(Processes, HaveAnotherMemoryLiveProcesses) {
  plain = 41;
  check_live_processes(
      [] {
        for (const StartMethod method : {StartMethod::spawn, StartMethod::fork}) {
          mp::Process process(Call(change_plain), {.method = method});
          process.start();
          process.join();
        }
        say(to_text(plain));
      },
      [](const RunRecord& run) {
        EXPECT_EQ(run.output(), "Process-1: 1\nProcess-2: 42\nMainProcess: 41\n");
      });
}

TEST(Processes, AnExceptionIsToldAsPythonDoes) {
  const Program program = [] {
    mp::Process process{Call(raise_value_error, std::string("no"))};
    process.start();
    process.join();
    print(code_of(process));
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_EQ(run.output(2),
              "Process Process-1:\nTraceback (most recent call last):\nValueError: no\n");
    EXPECT_EQ(run.output(), "1\n");
  };
  check_controlled(program, check, Fate::exception);
  check_live_processes(program, check, Fate::exception);
}

void fill_memory() {
  constexpr std::size_t kTooMuch = std::size_t{1} << 50;
  std::vector<std::unique_ptr<char[]>> all;
  for (;;) all.push_back(std::make_unique_for_overwrite<char[]>(kTooMuch));
}

// A process that fills its memory ends with an error, as in Python, and nobody else does.
TEST(Processes, OneThatFillsItsMemoryEndsAlone) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer's allocator ends the program instead";
#endif
  const Program program = [] {
    mp::Process process{Call(fill_memory)};
    process.start();
    process.join();
    print("the others go on: " + code_of(process));
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_EQ(run.output(2),
              "Process Process-1:\nTraceback (most recent call last):\nMemoryError\n");
    EXPECT_EQ(run.output(), "the others go on: 1\n");
  };
  check_controlled(program, check, Fate::exception);
  check_live_processes(program, check, Fate::exception);
}

TEST(Processes, ThereIsRoomForSoMany) {
  const Program program = [] {
    std::vector<mp::Process> all;
    std::string wrong;
    while (wrong.empty() && all.size() < 64) {
      all.push_back(mp::Process{Call(do_nothing)});
      wrong = message_of([&] { all.back().start(); });
      if (wrong == "nothing") wrong.clear();
    }
    all.pop_back();
    for (mp::Process& process : all) process.join();
    print(to_text(static_cast<int>(all.size())) + " " + wrong);
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_EQ(run.output(),
              "31 OSError: [Errno 11] Resource temporarily unavailable: one run has room for 32 "
              "processes with 64 threads\n");
  };
  check_controlled(program, check);
  check_live_processes(program, check);
}

}  // namespace
}  // namespace interleave::testing
