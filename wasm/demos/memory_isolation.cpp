#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr Integer kIncrements{
    .name = "increments", .label = "Increments", .standard = 3, .min = 1, .max = 1000};
constexpr OneOf kMethod{.name = "start",
                        .label = "Start method",
                        .standard = "fork",
                        .choices = {"fork", "spawn"},
                        .help = "fork copies the memory, spawn begins with a fresh one"};

Global<long> counter("counter");

void increment(long times) {
  for (long i = 0; i < times; ++i) counter.write(counter.read() + 1);
  print(format("{}: counter is {}", mp::current_process_name(), counter.read()));
}

void memory_isolation(const Arguments& arguments) {
  mp::set_start_method(arguments[kMethod]);
  const long times = arguments[kIncrements];

  Thread thread("increment", [=] { increment(times); });
  thread.start();
  thread.join();
  print(format("after the thread: {}", counter.read()));

  mp::Process process{Call(increment, times)};
  process.start();
  process.join();
  print(format("after the process: {}", counter.read()));
}

constexpr Demo kDemo{
    .id = "memory_isolation",
    .title = "One counter, two memories",
    .chapter = 2,
    .order = 3,
    .teaches =
        "Threads share the memory of their process. A process has its own: what it changes there "
        "stays there.",
    .look =
        "Two counters stand among the shared values, one for each process. The thread's "
        "increments move the first, the process's increments only the second.",
    .question =
        "With the start method fork the child begins with a copy of the parent's memory, with "
        "spawn with a fresh one. Which number does the child print in either case?",
    .notebook =
        "Each process has its own memory space and runs independently; processes do not share "
        "memory directly. The notebook says so without a program: this one shows it, with the "
        "same function run by a thread and by a process.",
    .parameters = {parameter(kIncrements), parameter(kMethod)},
    .expected = {{.values = {{"increments", "1"}},
                  .fates = {"finished"},
                  .outputs = {"MainProcess: counter is 1\nafter the thread: 1\n"
                              "Process-1: counter is 2\nafter the process: 1\n"}},
                 {.values = {{"increments", "1"}, {"start", "spawn"}},
                  .fates = {"finished"},
                  .outputs = {"MainProcess: counter is 1\nafter the thread: 1\n"
                              "Process-1: counter is 1\nafter the process: 1\n"}}},
    .threads = [](const Arguments&) { return 2u; },
    .processes = [](const Arguments&) { return 2u; },
    .body = memory_isolation,
};

const Registration registration(kDemo);

}  // namespace

/* python
import multiprocessing
import threading

counter = 0  #= Global<long> counter

def increment(times):  #= void increment
    global counter
    for i in range(times):  #= for (long i
        counter += 1  #= counter.write
    print(f"{multiprocessing.current_process().name}: counter is {counter}")  #= counter is

thread = threading.Thread(target=increment, args=(3,))  #= Thread thread
thread.start()  #= thread.start
thread.join()  #= thread.join
print(f"after the thread: {counter}")  #= after the thread

process = multiprocessing.Process(target=increment, args=(3,))  #= mp::Process process
process.start()  #= process.start
process.join()  #= process.join
print(f"after the process: {counter}")  #= after the process
*/
