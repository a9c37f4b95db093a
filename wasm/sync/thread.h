// Thread: a function that runs beside others, as Python's threading.Thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/engine.h"
#include "sync/timeout.h"

namespace interleave {

// Thread runs `target` once started. What `target` works on must outlive it: join, or own it.
//
// A Thread is a handle: copies are the same thread, and destroying one does nothing to it.
class Thread {
 public:
  struct Options {
    std::string name = "";  // empty: "Thread-N (target's name)", as Python numbers them
    std::optional<bool> daemon = std::nullopt;  // absent: as the thread that makes this one
  };

  // target_name is what Python would take from the function; it stands in the default name, which
  // is only "Thread-N" when it is empty.
  Thread(std::string target_name, std::function<void()> target);
  Thread(std::string target_name, std::function<void()> target, Options options);

  // start starts the thread. Throws RuntimeError when it was started before, or when kMaxThreads
  // are there already.
  void start(Location where = Location::here());

  // join waits until the thread has ended; false when `timeout` was over first. Throws RuntimeError
  // when it was not started, or is the caller.
  bool join(Timeout timeout = std::nullopt, Location where = Location::here());

  // is_alive tells whether the thread was started and has not ended.
  bool is_alive(Location where = Location::here()) const;

  // name is for the reader and need not be unique. It may change at any time.
  std::string name() const;
  void set_name(std::string name);

  // daemon tells that the thread does not keep the program alive. set_daemon throws RuntimeError
  // when the thread was started.
  bool daemon() const;
  void set_daemon(bool daemon);

  // ident is a number that no other thread of the run has; empty before the start.
  std::optional<long> ident() const;

  // repr is how Python shows the thread: <Thread(Thread-1 (worker), started 2)>.
  std::string repr() const;

  friend bool operator==(const Thread& one, const Thread& other) = default;

  struct State;

  // For the layers above: the thread of `state`, and what repr calls its class.
  explicit Thread(std::shared_ptr<State> state) : state_(std::move(state)) {}
  void set_class_name(const char* name);

 private:
  std::shared_ptr<State> state_;
};

// current_thread and main_thread are threads that run; get_ident is the caller's ident.
Thread current_thread();
Thread main_thread();
long get_ident();

// all_threads are the threads that are alive, in the order of their starting; threading.enumerate
// in Python. active_count is how many there are.
std::vector<Thread> all_threads(Location where = Location::here());
int active_count(Location where = Location::here());

// current_thread_name is current_thread().name().
std::string current_thread_name();

// ExceptHookArguments is what an excepthook is told.
struct ExceptHookArguments {
  const std::exception& exception;
  Thread thread;
};

// set_excepthook says what is done when an exception leaves a thread, for this run; an empty
// function is Python's own way, which is to write it to standard error. SystemExit ends its thread
// without a word either way.
void set_excepthook(std::function<void(const ExceptHookArguments&)> hook);

// run_main runs `body` as a program's main thread: an exception that leaves it is written to
// standard error before it goes on, and whoever joins the main thread sees it end.
void run_main(const std::function<void()>& body);

// run_process_main does the same in another process than the main one: the traceback is headed by
// the process's `name`, the exit code is 1 after an exception, and what SystemExit says otherwise.
void run_process_main(const std::string& name, const std::function<void()>& body);

// at_exit has `action` called when the main function of the calling thread's process is over, the
// last that was given first, as Python's atexit.
void at_exit(std::function<void()> action);

}  // namespace interleave
