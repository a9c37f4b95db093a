#include "process/pipe.h"

#include <csignal>

#include "process/process.h"
#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

namespace mp = multiprocessing;

void echo(mp::Connection connection) {
  try {
    for (;;) connection.send("<" + connection.recv<std::string>() + ">");
  } catch (const EOFError&) {
    connection.close();
  }
}

void send_and_go(mp::Connection connection, std::string text) { connection.send(text); }

void send_much(mp::Connection connection, long size) {
  connection.send(std::string(static_cast<std::size_t>(size), 'x'));
}

void wait_at(mp::Connection connection) { connection.recv<std::string>(); }

void nothing_with(mp::Connection) {}

void work(mp::JoinableQueue<long> tasks, mp::Queue<long> results) {
  for (;;) {
    const long task = tasks.get();
    results.put(task * 10);
    tasks.task_done();
  }
}

void put_then_wait(mp::Queue<std::string> queue) {
  queue.put("acknowledged");
  queue.put("this too");
  for (;;) sleep(1000);
}

void put_all(mp::Queue<std::string> queue, long count) {
  for (long i = 0; i < count; ++i) queue.put(std::string(1000, 'a'));
}

const Row kRows[] = {
    {"talks_both_ways",
     [] {
       auto [here, there] = mp::Pipe();
       mp::Process process(Call(echo, there), {.method = StartMethod::spawn});
       process.start();
       there.close();
       here.send(std::string("one"));
       here.send(std::string("two"));
       std::string both = here.recv<std::string>();
       both += here.recv<std::string>();
       print(both);
       print(to_text(here.poll()));
       here.close();
       process.join();
       print(to_text(*process.exitcode()));
     },
     "<one><two>\nFalse\n0\n"},
    {"what_was_sent_arrives_after_its_sender_has_gone",
     [] {
       auto [receives, sends] = mp::Pipe(false);
       mp::Process process{Call(send_and_go, sends, std::string("still here"))};
       process.start();
       process.join();
       sends.close();
       print(receives.recv<std::string>());
       print(message_of([&] { receives.recv<std::string>(); }));
     },
     "still here\nEOFError\n"},
    {"a_forked_child_keeps_the_end_that_it_was_not_given",
     [] {
       auto [receives, sends] = mp::Pipe(false);
       mp::Process process(Call(nothing_with, receives), {.method = StartMethod::fork});
       process.start();
       process.join();
       sends.close();
       print(message_of([&] { receives.recv<std::string>(); }));
     },
     "EOFError\n"},
    {"nobody_reads",
     [] {
       auto [receives, sends] = mp::Pipe(false);
       receives.close();
       print(message_of([&] { sends.send(1); }));
       print(message_of([&] { receives.recv<int>(); }));
       auto [one, other] = mp::Pipe(false);
       print(message_of([&] { one.send(1); }));
       print(message_of([&] { other.recv<int>(); }));
       print(to_text(one.writable()) + to_text(one.readable()) + to_text(sends.closed()));
     },
     "BrokenPipeError: [Errno 32] Broken pipe\nOSError: handle is closed\n"
     "OSError: connection is read-only\nOSError: connection is write-only\nFalseTrueFalse\n"},
    {"a_message_longer_than_the_pipe",
     [] {
       auto [receives, sends] = mp::Pipe(false);
       mp::Process process{Call(send_much, sends, 1'000'000L)};
       process.start();
       print(to_text(static_cast<long>(receives.recv<std::string>().size())));
       process.join();
     },
     "1000000\n"},
    {"a_writer_terminated_in_mid_message",
     [] {
       auto [receives, sends] = mp::Pipe(false);
       mp::Process process(Call(send_much, sends, 1'000'000L), {.method = StartMethod::spawn});
       process.start();
       sleep(20);  // by then it waits for room
       process.terminate();
       process.join();
       print(to_text(receives.poll()));
       sends.send(std::string("whole"));
       print(receives.recv<std::string>());
       sends.close();
       print(message_of([&] { receives.recv<std::string>(); }));
     },
     "False\nwhole\nEOFError\n"},
    {"a_reader_that_is_terminated_leaves_the_rest",
     [] {
       auto [receives, sends] = mp::Pipe(false);
       mp::Process process(Call(wait_at, receives), {.method = StartMethod::spawn});
       process.start();
       sleep(20);
       process.terminate();
       process.join();
       sends.send(std::string("for another"));
       print(receives.recv<std::string>());
     },
     "for another\n"},
    {"queue_full_and_empty",
     [] {
       mp::Queue<int> queue(1);
       print(message_of([&] { queue.get_nowait(); }));
       print(message_of([&] { queue.get(0.5); }));
       queue.put(1);
       print(message_of([&] { queue.put_nowait(2); }));
       print(message_of([&] { queue.put(2, 0.5); }));
       const int size = queue.qsize();
       print(to_text(size) + to_text(queue.get()));
     },
     "_queue.Empty\n_queue.Empty\nqueue.Full\nqueue.Full\n11\n"},
    {"joinable_queue",
     [] {
       mp::JoinableQueue<long> tasks;
       mp::Queue<long> results;
       std::vector<mp::Process> workers;
       for (int i = 0; i < 2; ++i) {
         workers.push_back(mp::Process(Call(work, tasks, results), {.daemon = true}));
         workers.back().start();
       }
       for (long i = 1; i <= 4; ++i) tasks.put(i);
       tasks.join();
       long sum = 0;
       for (int i = 0; i < 4; ++i) sum += results.get();
       print(to_text(sum));
       print(message_of([&] { tasks.task_done(); }));
     },
     "100\nValueError: task_done() called too many times\n"},
    {"what_was_put_outlives_a_terminated_writer",
     [] {
       mp::Queue<std::string> queue;
       mp::Process process(Call(put_then_wait, queue), {.method = StartMethod::spawn});
       process.start();
       print(queue.get());
       sleep(20);
       process.terminate();
       process.join();
       print(queue.get());
       print(message_of([&] { queue.get(0.1); }));
     },
     "acknowledged\nthis too\n_queue.Empty\n"},
    {"values_of_all_kinds",
     [] {
       auto [one, other] = mp::Pipe();
       one.send(true);
       one.send(1.5);
       one.send(std::vector<long>{1, 2});
       one.send(std::map<std::string, long>{{"a", 1}});
       one.send(nullptr);
       one.send(std::string("gr\u00fc\u00df dich"));
       std::string all = to_text(other.recv<bool>());
       all += to_text(other.recv<double>());
       all += to_text(other.recv<std::vector<long>>()[1]);
       all += to_text(other.recv<std::map<std::string, long>>()["a"]);
       all += to_text(other.recv_json().is_null());
       print(all + other.recv<std::string>());
       print(message_of([&one = one] { one.send(std::string("\xff")); }));
     },
     "True1.521Truegr\u00fc\u00df dich\n"
     "UnicodeEncodeError: a text that goes to another process must be UTF-8\n"},
};

INTERLEAVE_PROCESS_TABLE(Pipes, kRows);

// A forked process has every end that its starter had: as long as it lives there is no end of file.
TEST(Pipes, AForkedProcessHoldsTheOtherEndOpen) {
  const Program program = [] {
    auto [receives, sends] = mp::Pipe(false);
    mp::Process process(Call(wait_at, receives), {.method = StartMethod::fork});
    process.start();
    sends.close();
    process.join();
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_NE(run.sentence.find("Process-1 waits for an item in Pipe"), std::string::npos)
        << run.sentence;
  };
  check_controlled(program, check, Fate::deadlock);
  check_live_processes(program, check, Fate::deadlock);
}

// Whoever fills a queue that nobody reads waits for ever, and is told so.
TEST(Pipes, AQueueWhoseReaderIsGone) {
  const Program program = [] {
    mp::Queue<std::string> queue;
    mp::Process process{Call(put_all, queue, 100L)};
    process.start();
    process.join();
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_NE(run.sentence.find("Process-1 waits for room in Queue"), std::string::npos)
        << run.sentence;
  };
  check_controlled(program, check, Fate::deadlock);
  check_live_processes(program, check, Fate::deadlock);
}

void crash(mp::Queue<std::string> queue) {
  queue.put("last words");
  std::raise(SIGKILL);
}

TEST(Pipes, AProcessThatCrashesIsNoticedLiveProcesses) {
  check_live_processes(
      [] {
        mp::Queue<std::string> queue;
        mp::Process process{Call(crash, queue)};
        process.start();
        process.join();
        print(process.repr() + " " + queue.get());
      },
      [](const RunRecord& run) {
        EXPECT_EQ(
            run.output(),
            "<Process name='Process-1' pid=2 parent=1 stopped exitcode=-SIGKILL> last words\n");
      });
}

}  // namespace
}  // namespace interleave::testing
