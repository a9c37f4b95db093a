// futures: work handed to a pool of threads, as Python's concurrent.futures.
#pragma once

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/condition.h"
#include "sync/errors.h"
#include "sync/thread.h"

namespace interleave {

// Future is a result to come. Copies are of one result.
template <class T>
class Future {
 public:
  explicit Future(std::string name = "future", Location where = Location::here())
      : state_(std::make_shared<State>(std::move(name), where)) {}

  // result waits for the result. Throws what the work threw, or TimeoutError.
  T result(Timeout timeout = std::nullopt, Location where = Location::here()) const {
    With with(state_->changed, where);
    const bool there = state_->changed.wait_for([this] { return state_->done; }, timeout, where);
    if (!there) throw TimeoutError();
    if (state_->error) std::rethrow_exception(state_->error);
    return *state_->value;
  }

  // done tells whether the result is there.
  bool done(Location where = Location::here()) const {
    With with(state_->changed, where);
    return state_->done;
  }

  // set_result and set_exception are for whoever does the work.
  void set_result(T value, Location where = Location::here()) const {
    With with(state_->changed, where);
    state_->value = std::move(value);
    state_->done = true;
    state_->changed.notify_all(where);
  }
  void set_exception(std::exception_ptr error, Location where = Location::here()) const {
    With with(state_->changed, where);
    state_->error = std::move(error);
    state_->done = true;
    state_->changed.notify_all(where);
  }

 private:
  struct State {
    State(std::string name, Location where) : changed(std::move(name), where) {}

    Condition changed;
    bool done = false;  // these only under the condition's lock
    std::optional<T> value;
    std::exception_ptr error;
  };

  std::shared_ptr<State> state_;
};

// ThreadPoolExecutor runs what is submitted on at most `max_workers` threads, named
// "ThreadPoolExecutor-0_0", "..._1", .... A worker is started when work comes and none is idle. The
// destructor is Python's `with`: it waits for all the work.
class ThreadPoolExecutor {
 public:
  explicit ThreadPoolExecutor(unsigned max_workers, Location where = Location::here());
  ~ThreadPoolExecutor() noexcept(false);
  ThreadPoolExecutor(const ThreadPoolExecutor&) = delete;
  ThreadPoolExecutor& operator=(const ThreadPoolExecutor&) = delete;

  // submit has `work` done on some worker. Throws RuntimeError after shutdown.
  template <class Work>
  auto submit(Work work, Location where = Location::here()) -> Future<decltype(work())> {
    Future<decltype(work())> future("future", where);
    enqueue(
        [future, work = std::move(work)] {
          try {
            future.set_result(work());
          } catch (const std::exception&) {
            future.set_exception(std::current_exception());
          }
        },
        where);
    return future;
  }

  // shutdown takes no more work; with `wait` it returns when all is done.
  void shutdown(bool wait = true, Location where = Location::here());

 private:
  void enqueue(std::function<void()> work, Location where);
  void serve();

  const unsigned max_workers_;
  Condition changed_;
  std::deque<std::function<void()>> work_;  // these only under the condition's lock
  unsigned idle_ = 0;
  bool shut_ = false;
  std::vector<Thread> workers_;
};

}  // namespace interleave
