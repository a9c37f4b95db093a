#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Integer kThreads{
    .name = "threads", .label = "Threads", .standard = 10, .min = 1, .max = 32};
constexpr Integer kIncrements{
    .name = "increments", .label = "Increments a thread", .standard = 1000, .min = 1, .max = 1000};

void worker(Shared<int>& counter, Lock& lock, long n) {
  for (long i = 0; i < n; ++i) {
    With with(lock);
    const int current = counter.read();
    sleep(0);
    counter.write(current + 1);
  }
}

void race_locked(const Arguments& arguments) {
  const long n_threads = arguments[kThreads];
  const long increments = arguments[kIncrements];
  Shared<int> counter(0, "counter");
  Lock lock("lock");

  std::vector<Thread> threads;
  for (long i = 0; i < n_threads; ++i) {
    threads.emplace_back("worker", [&] { worker(counter, lock, increments); });
    threads.back().start();
  }

  for (Thread& thread : threads) thread.join();

  print({"Expected:", to_text(n_threads * increments)});
  print({"Actual:  ", to_text(counter.read())});
}

constexpr Demo kDemo{
    .id = "race_locked",
    .title = "The race, with a lock",
    .chapter = 4,
    .order = 2,
    .teaches =
        "A lock makes read and write one section that only one thread is in at a time: no "
        "update is lost.",
    .look =
        "Between an acquire and its release nobody else touches the counter, though the owner "
        "yields in the middle.",
    .question = "The owner calls sleep(0) while it holds the lock. Can another thread slip in?",
    .notebook =
        "The same worker, its read and its write under one lock: with lock: takes it, and gives it "
        "back however the block ends. Even a sleep(0) in the middle lets nobody in.",
    .parameters = {parameter(kThreads), parameter(kIncrements)},
    .presets = {{"notebook", {{"threads", "10"}, {"increments", "1000"}}},
                {"small", {{"threads", "2"}, {"increments", "2"}}}},
    .expected = {{.values = {{"threads", "2"}, {"increments", "2"}},
                  .fates = {"finished"},
                  .outputs = {"Expected: 4\nActual:   4\n"}}},
    .threads =
        [](const Arguments& arguments) { return 1 + static_cast<unsigned>(arguments[kThreads]); },
    .body = race_locked,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import time

counter = 0  #= Shared<int> counter(
lock = threading.Lock()  #= Lock lock("lock")
def worker(n):  #= void worker
    for _ in range(n):  #= for (long i
        global counter
        with lock:  #= With with
            current = counter  #= current = counter.read
            time.sleep(0)  #= sleep(0)
            counter = current + 1  #= counter.write

if __name__ == "__main__":
    N_THREADS = 10  #= n_threads = arguments
    INCREMENTS = 1000  #= increments = arguments

    threads = []  #= std::vector<Thread> threads
    for i in range(N_THREADS):  #= i < n_threads
        t = threading.Thread(target=worker, args=(INCREMENTS,))  #= threads.emplace_back
        threads.append(t)
        t.start()  #= back().start

    for t in threads:
        t.join()  #= thread.join

    print("Expected:", N_THREADS * INCREMENTS)  #= print({"Expected
    print("Actual:  ", counter)  #= print({"Actual
*/
