// Process: a function that runs beside others in a memory of its own, as Python's
// multiprocessing.Process.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "process/pickle.h"
#include "sync/timeout.h"

namespace interleave::multiprocessing {

// Process runs `target` once started. What the target is called with is pickled when it starts;
// what it changes stays in its own memory.
//
// A Process is a handle: copies are the same process, and destroying one does nothing to it. It is
// good only in the process that made it.
class Process {
 public:
  struct Options {
    std::string name = "";                             // empty: "Process-N", as Python numbers them
    std::optional<bool> daemon = std::nullopt;         // absent: as the process that makes this one
    std::optional<StartMethod> method = std::nullopt;  // absent: get_start_method()
    std::string kind = "Process";                      // of process, in the default name
  };

  explicit Process(Call target) : Process(std::move(target), Options{}) {}
  Process(Call target, Options options);

  // start starts the process. Throws AssertionError when it was started before, by another process,
  // or by a daemon, which may have no children; OSError when there is no room for another.
  void start(Location where = Location::here());

  // join waits until the process has ended, or `timeout` seconds. Throws AssertionError when it was
  // not started.
  void join(Timeout timeout = std::nullopt, Location where = Location::here());

  bool is_alive(Location where = Location::here()) const;

  // exitcode is 0 after a normal end, 1 after an exception, -N when signal N ended it, empty while
  // it has not ended.
  std::optional<int> exitcode(Location where = Location::here()) const;

  // terminate ends the process with SIGTERM, kill with SIGKILL: at its next operation. What it held
  // stays held. Threads of it run no `finally` that could tell.
  void terminate(Location where = Location::here()) { signal(15, where); }
  void kill(Location where = Location::here()) { signal(9, where); }

  // name may change until the process starts.
  const std::string& name() const;
  void set_name(std::string name);
  bool daemon() const;
  void set_daemon(bool daemon);

  // pid is a number that no other process of the run has; empty before the start.
  std::optional<long> pid() const;

  // repr is how Python shows it: <Process name='Process-1' pid=2 parent=1 started>.
  std::string repr(Location where = Location::here()) const;

  friend bool operator==(const Process& one, const Process& other) = default;

 private:
  struct State;
  friend std::vector<Process> active_children(Location);
  friend class Children;
  explicit Process(std::shared_ptr<State> state) : state_(std::move(state)) {}

  void signal(int number, Location where);
  Operation looking(Kind kind, Location where) const;

  std::shared_ptr<State> state_;
};

// The calling process: its name, its number, its starter's number (0 for the main process).
std::string current_process_name();
long getpid();
long getppid();

// active_children are the children of the calling process that are alive.
std::vector<Process> active_children(Location where = Location::here());

// cpu_count is how many processors there are; where time is virtual as many as could be used.
unsigned cpu_count();

// The start method of processes that are given none: fork, as in CPython 3.11 on Linux, unless set.
// set_start_method throws ValueError for another name than "spawn" and "fork".
std::string get_start_method();
void set_start_method(const std::string& method);

}  // namespace interleave::multiprocessing
