#include "python/futures.h"

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

long square(long n) { return n * n; }

long refuse(long n) {
  if (n == 2) throw ValueError("not 2");
  return n;
}

long sleep_so_long(long n) {
  sleep(static_cast<double>(n));
  return n;
}

long sleep_for_ever(long) {
  for (;;) sleep(1000);
}

const Row kRows[] = {
    {"submit_and_result",
     [] {
       ThreadPoolExecutor executor(2);
       const auto good = executor.submit([] { return square(7); });
       const auto bad = executor.submit([] { return refuse(2); });
       print(to_text(good.result()));
       print(message_of([&] { bad.result(); }));
       print(to_text(bad.done()));
       print(to_text(good.exception() == nullptr));
       print(to_text(bad.exception() == nullptr));
       executor.shutdown();
       print(message_of([&] { executor.submit([] { return 1; }); }));
     },
     "49\nValueError: not 2\nTrue\nTrue\nFalse\n"
     "RuntimeError: cannot schedule new futures after shutdown\n"},
    {"map_keeps_the_order",
     [] {
       ThreadPoolExecutor executor(3);
       for (const long n : executor.map(sleep_so_long, std::vector<long>{3, 1, 2})) {
         print(to_text(n));
       }
       print(message_of([&] { executor.map(refuse, std::vector<long>{1, 2, 3}); }));
     },
     "3\n1\n2\nValueError: not 2\n"},
    {"as_completed_gives_what_is_done_first",
     [] {
       EventFlag begin;
       ThreadPoolExecutor executor(3);
       std::vector<Future<long>> futures;
       for (const long n : {5, 1, 3}) {
         futures.push_back(executor.submit([n, &begin] {
           begin.wait();
           return sleep_so_long(n);
         }));
       }
       auto completed = as_completed(futures);
       print(message_of([&] { completed.next(0.1); }));
       begin.set();
       while (const auto future = completed.next()) print(to_text(future->result()));
     },
     "TimeoutError\n1\n3\n5\n"},
    {"a_callback_is_called_once_done_or_at_once",
     [] {
       ThreadPoolExecutor executor(1);
       const auto future = executor.submit([] { return sleep_so_long(1); });
       future.add_done_callback([] { print("in " + current_thread_name()); });
       executor.shutdown();
       future.add_done_callback([] { print("in " + current_thread_name()); });
     },
     "in ThreadPoolExecutor-0_0\nin MainThread\n"},
};

INTERLEAVE_TABLE(Futures, kRows);

const Row kProcessRows[] = {
    {"submit_and_result",
     [] {
       ProcessPoolExecutor executor(2);
       const auto good = executor.submit(square, 7L);
       const auto bad = executor.submit(refuse, 2L);
       print(to_text(good.result()));
       print(message_of([&] { bad.result(); }));
       print(to_text(bad.done()));
       executor.shutdown();
       print(message_of([&] { executor.submit(square, 1L); }));
     },
     "49\nValueError: not 2\nTrue\nRuntimeError: cannot schedule new futures after shutdown\n"},
    {"map_and_as_completed",
     [] {
       ProcessPoolExecutor executor(3, StartMethod::spawn);
       for (const long n : executor.map(square, std::vector<long>{1, 2, 3})) print(to_text(n));
       std::vector<ProcessFuture<long>> futures;
       for (const long n : {60, 1, 30}) futures.push_back(executor.submit(sleep_so_long, n));
       auto completed = as_completed(futures);
       while (const auto future = completed.next()) print(to_text(future->result()));
       print(message_of([&] { executor.submit(sleep_so_long, 5L).result(0.5); }));
     },
     "1\n4\n9\n1\n30\n60\nTimeoutError\n"},
    {"a_worker_that_is_ended_breaks_it",
     [] {
       ProcessPoolExecutor executor(2);
       const auto one = executor.submit(sleep_for_ever, 0L);
       const auto other = executor.submit(sleep_for_ever, 0L);
       sleep(20);  // by then both are at it
       multiprocessing::active_children()[0].kill();
       const std::string what = message_of([&] { one.result(); });
       print(what);
       print(to_text(what == message_of([&] { other.result(); })));
       print(message_of([&] { executor.submit(square, 1L); }));
     },
     "concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated "
     "abruptly while the future was running or pending.\nTrue\n"
     "concurrent.futures.process.BrokenProcessPool: A child process terminated abruptly, the "
     "process pool is not usable anymore\n"},
};

INTERLEAVE_PROCESS_TABLE(ProcessFutures, kProcessRows);

}  // namespace
}  // namespace interleave::testing
