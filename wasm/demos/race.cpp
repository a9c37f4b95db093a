#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Integer kThreads{
    .name = "threads", .label = "Threads", .standard = 10, .min = 1, .max = 32};
constexpr Integer kIncrements{
    .name = "increments", .label = "Increments a thread", .standard = 100, .min = 1, .max = 1000};
constexpr Boolean kYield{.name = "yield",
                         .label = "sleep(0) between read and write",
                         .standard = false,
                         .help = "Lets others go first at the worst moment."};

[[gnu::noinline]] void worker(Shared<int>& counter, long n, bool yield) {
  for (long i = 0; i < n; ++i) {
    const int current = counter.read();
    if (yield) sleep(0);
    counter.write(current + 1);
  }
}

// Whose address is taken stays a function of its own: its instructions are shown.
[[gnu::used]] void (*const kShown)(Shared<int>&, long, bool) = worker;

void race(const Arguments& arguments) {
  const long n_threads = arguments[kThreads];
  const long increments = arguments[kIncrements];
  const bool yield = arguments[kYield];
  Shared<int> counter(0, "counter");

  std::vector<Thread> threads;
  for (long i = 0; i < n_threads; ++i) {
    threads.emplace_back("worker", [&] { worker(counter, increments, yield); });
    threads.back().start();
  }

  for (Thread& thread : threads) thread.join();

  print({"Expected:", to_text(n_threads * increments)});
  print({"Actual:  ", to_text(counter.read())});
}

constexpr Demo kDemo{
    .id = "race",
    .title = "A race for one counter",
    .chapter = 4,
    .order = 1,
    .teaches =
        "Adding one to a shared variable is a read and a write. Between the two another "
        "thread may write, and its update is lost.",
    .look = "Find a read whose write comes after somebody else's write: that update is lost.",
    .question = "Two threads add one twice each. What is the smallest number that can come out?",
    .notebook =
        "Two cashiers read the same balance off one ledger, both add to what they read, and one of "
        "the two entries is gone. The notebook shows the worker's bytecode: reading and storing "
        "the counter are separate instructions, and neither the one lock of the interpreter nor "
        "luck makes them one.",
    .parameters = {parameter(kThreads), parameter(kIncrements), parameter(kYield)},
    .presets = {{"notebook", {{"threads", "10"}, {"increments", "100"}, {"yield", "false"}}},
                {"small", {{"threads", "2"}, {"increments", "2"}, {"yield", "false"}}}},
    .expected = {{.values = {{"threads", "2"}, {"increments", "2"}},
                  .fates = {"finished"},
                  .outputs = {"Expected: 4\nActual:   2\n", "Expected: 4\nActual:   3\n",
                              "Expected: 4\nActual:   4\n"},
                  .races = true}},
    .instructions = "worker(interleave::Shared<int>&, long, bool)",
    .threads =
        [](const Arguments& arguments) { return 1 + static_cast<unsigned>(arguments[kThreads]); },
    .body = race,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import time
import dis

counter = 0  #= Shared<int> counter(

def worker(n):  #= void worker
    global counter
    for _ in range(n):  #= for (long i
        current = counter  #= current = counter.read
        # time.sleep(0)  #= if (yield)
        counter = current + 1  #= counter.write

dis.dis(worker)

if __name__ == "__main__":
    N_THREADS = 10  #= n_threads = arguments
    INCREMENTS = 100  #= increments = arguments

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
