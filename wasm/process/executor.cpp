#include "process/executor.h"

#include <exception>

namespace interleave {

ProcessPoolExecutor::ProcessPoolExecutor(int max_workers, std::optional<StartMethod> method,
                                         Location where) {
  if (max_workers < 0) throw ValueError("max_workers must be greater than 0");
  state_ = std::make_shared<multiprocessing::PoolState>(max_workers, method, "Process", where);
  state_->break_with(
      "concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated "
      "abruptly while the future was running or pending.");
}

ProcessPoolExecutor::~ProcessPoolExecutor() noexcept(false) {
  if (std::uncaught_exceptions() == 0) shutdown(true, {});
}

void ProcessPoolExecutor::refuse_if_shut() const {
  if (state_->broken()) {
    throw Error("concurrent.futures.process.BrokenProcessPool",
                "A child process terminated abruptly, the process pool is not usable anymore");
  }
  if (shut_) throw RuntimeError("cannot schedule new futures after shutdown");
}

void ProcessPoolExecutor::shutdown(bool wait, Location where) {
  shut_ = true;
  state_->close();
  if (!wait || std::exchange(joined_, true)) return;
  if (state_->broken()) state_->terminate(where);
  state_->join(where);
}

}  // namespace interleave
