// Pool: workers in processes of their own, as Python's multiprocessing.Pool.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "process/pool_state.h"

namespace interleave::multiprocessing {

// calls_of is one call of `function` for each of `items`.
template <class Result, class Parameter, class Item>
std::vector<Json> calls_of(Result (*function)(Parameter), const std::vector<Item>& items) {
  std::vector<Json> calls;
  calls.reserve(items.size());
  for (const Item& item : items) calls.push_back(Call(function, item).pickle());
  return calls;
}

// result_of is what the only call of a job returned, results_of what all of them did.
template <class Result>
Result result_of(const PoolJob& job) {
  if constexpr (!std::is_void_v<Result>) return unpickled<Result>(job.values[0]["value"]);
}
template <class Result>
std::vector<Result> results_of(const PoolJob& job) {
  std::vector<Result> results;
  results.reserve(job.values.size());
  for (const Json& answer : job.values) results.push_back(unpickled<Result>(answer["value"]));
  return results;
}

// AsyncResult is a result to come. Copies are of one result. Waiting for it is what hands out the
// work and takes in the results: the pool has no threads of its own, which CPython's has.
template <class T>
class AsyncResult {
 public:
  AsyncResult(std::shared_ptr<PoolState> pool, std::shared_ptr<PoolJob> job,
              T (*make)(const PoolJob&))
      : pool_(std::move(pool)), job_(std::move(job)), make_(make) {}

  // get waits for the result. Throws what the work threw, or TimeoutError.
  T get(Timeout timeout = std::nullopt, Location where = Location::here()) const {
    if (!pool_->wait(*job_, timeout, where)) throw TimeoutError();
    job_->rethrow();
    return make_(*job_);
  }
  void wait(Timeout timeout = std::nullopt, Location where = Location::here()) const {
    pool_->wait(*job_, timeout, where);
  }

  bool ready(Location where = Location::here()) const { return pool_->wait(*job_, 0.0, where); }

  // successful tells whether nothing was thrown. Throws ValueError when it is not ready.
  bool successful(Location where = Location::here()) const {
    if (!ready(where)) throw ValueError("the result is not ready");
    return job_->error.empty();
  }

  // For who waits for one of several: the pool, and the job as it is by now.
  PoolState& pool() const { return *pool_; }
  const PoolJob& job() const { return *job_; }

 private:
  std::shared_ptr<PoolState> pool_;
  std::shared_ptr<PoolJob> job_;
  T (*make_)(const PoolJob&);
};

// Results gives out results one by one, in the order of the input or as they come.
template <class T>
class Results {
 public:
  Results(std::shared_ptr<PoolState> pool, std::shared_ptr<PoolJob> job, bool ordered)
      : pool_(std::move(pool)), job_(std::move(job)), ordered_(ordered) {}

  // next waits for the next result; empty after the last. Throws what the work threw, or
  // TimeoutError.
  std::optional<T> next(Timeout timeout = std::nullopt, Location where = Location::here()) {
    if (at_ == job_->values.size()) return std::nullopt;
    const auto there = [this] { return find() != nullptr; };
    if (!pool_->wait_until(there, timeout, where)) throw TimeoutError();
    const Json& answer = *find();
    ++at_;
    if (!answer["ok"].template get<bool>()) throw_error(answer["error"]);
    return unpickled<T>(answer["value"]);
  }

 private:
  const Json* find() const {
    if (!ordered_) return at_ < job_->order.size() ? &job_->values[job_->order[at_]] : nullptr;
    return job_->values[at_].is_null() ? nullptr : &job_->values[at_];
  }

  std::shared_ptr<PoolState> pool_;
  std::shared_ptr<PoolJob> job_;
  const bool ordered_;
  std::size_t at_ = 0;
};

// Pool keeps `processes` workers, daemons named "ForkPoolWorker-N". Functions are plain ones, as of
// a Process. A worker that ends is replaced; what it was working on is answered with an error,
// where CPython's pool would wait for ever.
class Pool {
 public:
  // processes 0 is as many as there are processors.
  explicit Pool(int processes = 0, std::optional<StartMethod> method = std::nullopt,
                Location where = Location::here())
      : state_(std::make_shared<PoolState>(processes, method, "PoolWorker", where)) {}
  ~Pool() noexcept(false) { state_->end(); }  // Python's `with`: terminates
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // apply calls `function` in a worker and waits for what it returns.
  template <class Result, class... Parameters, class... Arguments>
  Result apply(Result (*function)(Parameters...), const Arguments&... arguments) {
    return apply_async(function, arguments...).get();
  }
  template <class Result, class... Parameters, class... Arguments>
  AsyncResult<Result> apply_async(Result (*function)(Parameters...),
                                  const Arguments&... arguments) {
    auto job = state_->submit({Call(function, arguments...).pickle()}, 1, false, {});
    return {state_, std::move(job), &result_of<Result>};
  }

  // map calls `function` for each of `items`, in chunks of `chunksize` (0: about four a worker);
  // the results in the order of the items. starmap does so with several arguments.
  template <class Result, class Parameter, class Item>
  std::vector<Result> map(Result (*function)(Parameter), const std::vector<Item>& items,
                          int chunksize = 0, Location where = Location::here()) {
    return map_async(function, items, chunksize, where).get(std::nullopt, where);
  }
  template <class Result, class Parameter, class Item>
  AsyncResult<std::vector<Result>> map_async(Result (*function)(Parameter),
                                             const std::vector<Item>& items, int chunksize = 0,
                                             Location where = Location::here()) {
    return {state_,
            state_->submit(calls_of(function, items), chunk(items.size(), chunksize), false, where),
            &results_of<Result>};
  }
  template <class Result, class... Parameters, class... Items>
  std::vector<Result> starmap(Result (*function)(Parameters...),
                              const std::vector<std::tuple<Items...>>& items, int chunksize = 0,
                              Location where = Location::here()) {
    std::vector<Json> all_calls;
    for (const auto& item : items) {
      all_calls.push_back(
          std::apply([&](const auto&... each) { return Call(function, each...).pickle(); }, item));
    }
    auto job = state_->submit(std::move(all_calls), chunk(items.size(), chunksize), false, where);
    return AsyncResult<std::vector<Result>>(state_, job, &results_of<Result>)
        .get(std::nullopt, where);
  }

  // imap gives the results out one by one, imap_unordered as they come.
  template <class Result, class Parameter, class Item>
  Results<Result> imap(Result (*function)(Parameter), const std::vector<Item>& items,
                       int chunksize = 1, Location where = Location::here()) {
    return {state_,
            state_->submit(calls_of(function, items), chunk(items.size(), chunksize), true, where),
            true};
  }
  template <class Result, class Parameter, class Item>
  Results<Result> imap_unordered(Result (*function)(Parameter), const std::vector<Item>& items,
                                 int chunksize = 1, Location where = Location::here()) {
    return {state_,
            state_->submit(calls_of(function, items), chunk(items.size(), chunksize), true, where),
            false};
  }

  // close takes no more work, terminate ends the workers at once. join waits for the workers to
  // end; throws ValueError before either.
  void close() { state_->close(); }
  void terminate(Location where = Location::here()) { state_->terminate(where); }
  void join(Location where = Location::here()) { state_->join(where); }

 private:
  // chunk is Python's default: a quarter of each worker's share, rounded up.
  std::size_t chunk(std::size_t items, int chunksize) const {
    if (chunksize > 0) return static_cast<std::size_t>(chunksize);
    const std::size_t shares = state_->size() * std::size_t{4};
    return std::max<std::size_t>(1, (items + shares - 1) / shares);
  }

  std::shared_ptr<PoolState> state_;
};

}  // namespace interleave::multiprocessing
