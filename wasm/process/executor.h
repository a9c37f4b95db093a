// ProcessPoolExecutor: work handed to processes, as Python's concurrent.futures.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "process/pool.h"

namespace interleave {

// ProcessFuture is a result to come from another process. Copies are of one result.
template <class T>
class ProcessFuture {
 public:
  explicit ProcessFuture(multiprocessing::AsyncResult<T> result) : result_(std::move(result)) {}

  // result waits for the result. Throws what the work threw, or TimeoutError.
  T result(Timeout timeout = std::nullopt, Location where = Location::here()) const {
    return result_.get(timeout, where);
  }

  // done tells whether the result is there.
  bool done(Location where = Location::here()) const { return result_.ready(where); }

 private:
  template <class U>
  friend class ProcessesCompleted;

  multiprocessing::AsyncResult<T> result_;
};

// ProcessesCompleted gives out futures as they are done.
template <class T>
class ProcessesCompleted {
 public:
  explicit ProcessesCompleted(std::vector<ProcessFuture<T>> futures) : left_(std::move(futures)) {}

  // next waits for one more to be done; empty after the last.
  std::optional<ProcessFuture<T>> next(Location where = Location::here()) {
    if (left_.empty()) return std::nullopt;
    const auto first = [this] {
      return std::find_if(left_.begin(), left_.end(),
                          [](const ProcessFuture<T>& it) { return it.result_.job().done(); });
    };
    left_.front().result_.pool().wait_until([&] { return first() != left_.end(); }, std::nullopt,
                                            where);
    const auto done = first();
    ProcessFuture<T> future = *done;
    left_.erase(done);
    return future;
  }

 private:
  std::vector<ProcessFuture<T>> left_;
};

template <class T>
ProcessesCompleted<T> as_completed(std::vector<ProcessFuture<T>> futures) {
  return ProcessesCompleted<T>(std::move(futures));
}

// ProcessPoolExecutor runs what is submitted in `max_workers` processes, named "ForkProcess-N".
// When one of them ends in the middle, the executor is broken: all that is not done ends with an
// error. The destructor is Python's `with`: it waits for all the work.
class ProcessPoolExecutor {
 public:
  // max_workers 0 is as many as there are processors.
  explicit ProcessPoolExecutor(int max_workers = 0,
                               std::optional<StartMethod> method = std::nullopt,
                               Location where = Location::here());
  ~ProcessPoolExecutor() noexcept(false);
  ProcessPoolExecutor(const ProcessPoolExecutor&) = delete;
  ProcessPoolExecutor& operator=(const ProcessPoolExecutor&) = delete;

  // submit calls a plain function in some worker. Throws RuntimeError after shutdown.
  template <class Result, class... Parameters, class... Arguments>
  ProcessFuture<Result> submit(Result (*function)(Parameters...), const Arguments&... arguments) {
    refuse_if_shut();
    auto job = state_->submit({Call(function, arguments...).pickle()}, 1, false, {});
    return ProcessFuture<Result>({state_, std::move(job), &multiprocessing::result_of<Result>});
  }

  // map calls `function` for each of `items`, `chunksize` of them at a time; the results in the
  // order of the items.
  template <class Result, class Parameter, class Item>
  std::vector<Result> map(Result (*function)(Parameter), const std::vector<Item>& items,
                          std::size_t chunksize = 1, Location where = Location::here()) {
    refuse_if_shut();
    auto job = state_->submit(multiprocessing::calls_of(function, items), chunksize, false, where);
    const multiprocessing::AsyncResult<std::vector<Result>> results(
        state_, std::move(job), &multiprocessing::results_of<Result>);
    return results.get(std::nullopt, where);
  }

  // shutdown takes no more work; with `wait` it returns when all is done.
  void shutdown(bool wait = true, Location where = Location::here());

 private:
  void refuse_if_shut() const;

  std::shared_ptr<multiprocessing::PoolState> state_;
  bool shut_ = false;
  bool joined_ = false;
};

}  // namespace interleave
