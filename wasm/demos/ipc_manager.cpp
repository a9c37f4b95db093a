#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/repr.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr Integer kProcesses{
    .name = "processes", .label = "Processes", .standard = 2, .min = 1, .max = 6};
constexpr Integer kIncrements{
    .name = "increments", .label = "Increments", .standard = 2, .min = 1, .max = 50};
constexpr Boolean kLocked{.name = "locked",
                          .label = "Under a lock",
                          .standard = false,
                          .help = "A lock around the reading and the writing."};

void work(mp::DictProxy<std::string, long> shared, mp::ListProxy<std::string> log, mp::Lock lock,
          long times, bool locked) {
  for (long i = 0; i < times; ++i) {
    if (locked) lock.acquire();
    shared.set("count", shared.at("count") + 1);
    if (locked) lock.release();
  }
  log.append(mp::current_process_name());
}

void ipc_manager(const Arguments& arguments) {
  mp::Manager manager;
  auto shared = manager.dict<std::string, long>();
  auto log = manager.list<std::string>();
  mp::Lock lock("lock");
  shared.set("count", 0);

  std::vector<mp::Process> processes;
  for (long i = 0; i < arguments[kProcesses]; ++i) {
    processes.emplace_back(
        Call(work, shared, log, lock, arguments[kIncrements], arguments[kLocked]));
    processes.back().start();
  }
  for (mp::Process& process : processes) process.join();

  print(format("Expected: {}", arguments[kProcesses] * arguments[kIncrements]));
  print(format("Actual:   {}", shared.at("count")));
  print(format("Worked:   {}", log.len()));
}

constexpr Demo kDemo{
    .id = "ipc_manager",
    .title = "A manager's dict and list",
    .chapter = 2,
    .order = 6,
    .teaches =
        "A manager is a process that keeps objects for the others. Each call of a proxy is a "
        "message there and one back: indivisible by itself, but two of them are not one.",
    .look =
        "The requests on their way to the manager, and an update that is lost between one "
        "process's reading and its writing.",
    .question =
        "The manager answers one request after the other. Why does that not make the count right?",
    .notebook =
        "The manager is the third of the tools that the notebook names: shared objects. They live "
        "in the manager's process; the others have proxies, which look like a dict and a list.",
    .parameters = {parameter(kProcesses), parameter(kIncrements), parameter(kLocked)},
    .expected = {{.values = {{"increments", "1"}},
                  .fates = {"finished"},
                  .outputs = {"Expected: 2\nActual:   2\nWorked:   2\n",
                              "Expected: 2\nActual:   1\nWorked:   2\n"}},
                 {.values = {{"processes", "1"}, {"locked", "true"}},
                  .fates = {"finished"},
                  .outputs = {"Expected: 2\nActual:   2\nWorked:   1\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments& a) { return 2 + static_cast<unsigned>(a[kProcesses]); },
    .body = ipc_manager,
};

const Registration registration(kDemo);

}  // namespace

// clang-format off
/* python
import multiprocessing

def work(shared, log, lock, times, locked):  #= void work
    for i in range(times):  #= i < times
        if locked: lock.acquire()  #= lock.acquire
        shared["count"] += 1  #= shared.set("count", shared.at
        if locked: lock.release()  #= lock.release
    log.append(multiprocessing.current_process().name)  #= log.append

manager = multiprocessing.Manager()  #= mp::Manager manager
shared = manager.dict()  #= manager.dict
log = manager.list()  #= manager.list
lock = multiprocessing.Lock()  #= mp::Lock lock("lock")
shared["count"] = 0  #= shared.set("count", 0)

processes = []  #= std::vector<mp::Process>
for i in range(2):  #= i < arguments[kProcesses]
    process = multiprocessing.Process(target=work, args=(shared, log, lock, 2, False))  #= processes.emplace_back
    processes.append(process)
    process.start()  #= back().start
for process in processes:
    process.join()  #= process.join

print("Expected:", 4)  #= Expected:
print("Actual:  ", shared["count"])  #= Actual:
print("Worked:  ", len(log))  #= Worked:
*/
