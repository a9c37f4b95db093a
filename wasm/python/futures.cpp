#include "python/futures.h"

namespace interleave {
namespace {

unsigned checked(unsigned max_workers) {
  if (max_workers == 0) throw ValueError("max_workers must be greater than 0");
  return max_workers;
}

}  // namespace

ThreadPoolExecutor::ThreadPoolExecutor(unsigned max_workers, Location where)
    : max_workers_(checked(max_workers)), changed_("pool", where) {}

ThreadPoolExecutor::~ThreadPoolExecutor() noexcept(false) { shutdown(); }

void ThreadPoolExecutor::enqueue(std::function<void()> work, Location where) {
  With with(changed_, where);
  if (shut_) throw RuntimeError("cannot schedule new futures after shutdown");
  work_.push_back(std::move(work));
  if (idle_ < work_.size() && workers_.size() < max_workers_) {
    Thread::Options options{.name = "ThreadPoolExecutor-0_" + std::to_string(workers_.size())};
    workers_.emplace_back(
        "_worker", [this] { serve(); }, std::move(options));
    workers_.back().start(where);
  }
  changed_.notify(1, where);
}

void ThreadPoolExecutor::serve() {
  for (;;) {
    std::function<void()> next;
    {
      With with(changed_);
      ++idle_;
      changed_.wait_for([this] { return !work_.empty() || shut_; });
      --idle_;
      if (work_.empty()) return;
      next = std::move(work_.front());
      work_.pop_front();
    }
    next();
  }
}

void ThreadPoolExecutor::shutdown(bool wait, Location where) {
  {
    With with(changed_, where);
    shut_ = true;
    changed_.notify_all(where);
  }
  if (!wait) return;
  for (Thread& worker : workers_) worker.join(std::nullopt, where);
}

}  // namespace interleave
