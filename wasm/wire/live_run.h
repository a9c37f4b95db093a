// LiveRun: one live run, from its options to its outcome and its stream of records.
#pragma once

#include <memory>

#include "kernel/live/carriers.h"
#include "kernel/live/live_engine.h"
#include "kernel/live/process_host.h"
#include "wire/options.h"
#include "wire/outcome.h"

namespace interleave {

class LiveRun {
 public:
  // kMaxRecord is the room that collect() needs to be sure of progress.
  static constexpr std::size_t kMaxRecord = 1u << 20;

  LiveRun(RunOptions options, Carriers& carriers);

  void start();
  void stop() { engine_.stop(); }

  // collect moves records in their global order to `out`, as many as fit; the bytes written.
  std::size_t collect(std::byte* out, std::size_t capacity);

  LiveEngine& engine() { return engine_; }

  bool finished() const { return engine_.finished(); }
  bool stuck() const { return engine_.stuck(); }
  void wait_for_activity(std::int64_t timeout) { engine_.wait_for_activity(timeout); }

  // outcome is how the run ended. Requires finished().
  Outcome outcome() const;

 private:
  const RunOptions options_;
  const std::unique_ptr<ProcessHost> host_;  // of a demo with processes
  LiveEngine engine_;
  Ledger ledger_;
};

}  // namespace interleave
