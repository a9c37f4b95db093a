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

#include "process/executor.h"
#include "sync/condition.h"
#include "sync/errors.h"
#include "sync/queue.h"
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
    await(timeout, where);
    if (state_->error) std::rethrow_exception(state_->error);
    return *state_->value;
  }

  // exception waits for the result and tells what the work threw instead; null when it threw
  // nothing. Throws TimeoutError.
  std::exception_ptr exception(Timeout timeout = std::nullopt,
                               Location where = Location::here()) const {
    With with(state_->changed, where);
    await(timeout, where);
    return state_->error;
  }

  // add_done_callback has `callback` called once the result is there: by whoever sets it, or at
  // once.
  void add_done_callback(std::function<void()> callback, Location where = Location::here()) const {
    {
      With with(state_->changed, where);
      if (!state_->done) {
        state_->callbacks.push_back(std::move(callback));
        return;
      }
    }
    callback();
  }

  // done tells whether the result is there.
  bool done(Location where = Location::here()) const {
    With with(state_->changed, where);
    return state_->done;
  }

  // set_result and set_exception are for whoever does the work.
  void set_result(T value, Location where = Location::here()) const {
    settle([&] { state_->value = std::move(value); }, where);
  }
  void set_exception(std::exception_ptr error, Location where = Location::here()) const {
    settle([&] { state_->error = std::move(error); }, where);
  }

 private:
  // await waits, under the condition's lock, until the result is there.
  void await(const Timeout& timeout, Location where) const {
    const bool there = state_->changed.wait_for([this] { return state_->done; }, timeout, where);
    if (!there) throw TimeoutError();
  }

  template <class Keep>
  void settle(Keep keep, Location where) const {
    std::vector<std::function<void()>> callbacks;
    {
      With with(state_->changed, where);
      keep();
      state_->done = true;
      state_->changed.notify_all(where);
      callbacks.swap(state_->callbacks);
    }
    for (const auto& callback : callbacks) callback();
  }

  struct State {
    State(std::string name, Location where) : changed(std::move(name), where) {}

    Condition changed;
    bool done = false;  // these only under the condition's lock
    std::optional<T> value;
    std::exception_ptr error;
    std::vector<std::function<void()>> callbacks;
  };

  std::shared_ptr<State> state_;
};

// Completed gives out futures as they are done.
template <class T>
class Completed {
 public:
  explicit Completed(std::vector<Future<T>> futures, Location where = Location::here())
      : futures_(std::move(futures)),
        done_(std::make_shared<SimpleQueue<int>>("completed", where)) {
    for (std::size_t i = 0; i < futures_.size(); ++i) {
      futures_[i].add_done_callback([done = done_, i] { done->put(static_cast<int>(i)); }, where);
    }
  }

  // next waits for one more to be done, `timeout` seconds at the most; empty after the last. Throws
  // TimeoutError.
  std::optional<Future<T>> next(Timeout timeout = std::nullopt, Location where = Location::here()) {
    if (given_ == futures_.size()) return std::nullopt;
    try {
      const int index = done_->get(timeout, where);
      ++given_;
      return futures_[static_cast<std::size_t>(index)];
    } catch (const Empty&) {
      throw TimeoutError();
    }
  }

 private:
  std::vector<Future<T>> futures_;
  std::shared_ptr<SimpleQueue<int>> done_;
  std::size_t given_ = 0;
};

// as_completed gives out `futures` in the order in which they are done.
template <class T>
Completed<T> as_completed(std::vector<Future<T>> futures, Location where = Location::here()) {
  return Completed<T>(std::move(futures), where);
}

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

  // map calls `function` for each of `items`, side by side; the results in the order of the items.
  // Throws what the first of them to fail threw.
  template <class Function, class Item>
  auto map(Function function, const std::vector<Item>& items, Location where = Location::here())
      -> std::vector<decltype(function(items[0]))> {
    std::vector<Future<decltype(function(items[0]))>> futures;
    for (const Item& item : items) {
      futures.push_back(submit([function, item] { return function(item); }, where));
    }
    std::vector<decltype(function(items[0]))> results;
    for (const auto& future : futures) results.push_back(future.result(std::nullopt, where));
    return results;
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
