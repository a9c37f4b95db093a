// Runs of a test's program: controlled under a given scheduler, live to the end, or every
// interleaving one after the other.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "demo.h"
#include "kernel/controlled/execution.h"
#include "kernel/live/live_engine.h"
#include "schedulers/replay.h"
#include "support/run_record.h"

namespace interleave::testing {

using Program = std::function<void()>;

RunRecord run_controlled(Scheduler& scheduler, const Program& program,
                         Execution::Options options = {});

// run_default follows the default schedule: stay on the same thread, else the lowest.
RunRecord run_default(const Program& program, Execution::Options options = {});

// run_seed follows a random walk.
RunRecord run_seed(std::uint64_t seed, const Program& program);

// Script takes the given threads one after another where there is a choice, then the default.
class Script final : public Scheduler {
 public:
  explicit Script(std::vector<ThreadId> turns) : turns_(std::move(turns)) {}
  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override {
    if (at_ < turns_.size() && contains(runnable, turns_[at_])) return turns_[at_++];
    return default_thread(runnable, current);
  }
  unsigned choose_value(unsigned) override { return 0; }
  bool used_up() const { return at_ == turns_.size(); }

 private:
  const std::vector<ThreadId> turns_;
  std::size_t at_ = 0;
};

// run_live runs `program` on real threads at `time_scale` and ends it when it is stuck, or once
// `stop_when` holds for what was told so far.
RunRecord run_live(const Program& program, double time_scale = 1000,
                   const std::function<bool(const RunRecord&)>& stop_when = {});

// run_live_processes is the same for a program with processes: each is one of the operating system.
RunRecord run_live_processes(const Program& program, double time_scale = 1000,
                             const std::function<bool(const RunRecord&)>& stop_when = {});

// run_live_demo runs a demo's body, with whatever processes it needs.
RunRecord run_live_demo(const Demo& demo, const Arguments& arguments, double time_scale = 1000);

// settle waits, in a program, until `count` other threads of it have told that they are blocked or
// asleep. Controlled, that is a moment of virtual time; live, the calling OS thread waits for the
// collector to see it, from a sleep(0) on, which no other sleep(0) of that thread may precede.
void settle(unsigned count);

// Count says which choices enumeration goes through.
enum class Count {
  all,
  // All threads but the main one begin together: main starts them before any runs, and joins only
  // when none can go on. Its own steps are no choices. The figures of the literature count so.
  together,
};

// for_each_schedule runs `program` under every schedule, depth first, and visits each run. Returns
// how many there were; fails the test when there are more than `most`.
int for_each_schedule(const Program& program, const std::function<void(const RunRecord&)>& visit,
                      Count count = Count::all, int most = 200'000);

}  // namespace interleave::testing
