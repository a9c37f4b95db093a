#include "wire/run_controlled.h"

#include <memory>

#include "kernel/controlled/execution.h"
#include "schedulers/random_walk.h"
#include "schedulers/replay.h"
#include "schedulers/round_robin.h"
#include "sync/thread.h"

namespace interleave {

ControlledRun run_controlled(const RunOptions& options, FiberPool& fibers) {
  ControlledRun run;
  std::unique_ptr<Scheduler> scheduler;
  Replay* replay = nullptr;
  if (options.scheduler == "replay") {
    Schedule schedule;
    if (!options.schedule.empty()) {
      auto decoded = decode(options.schedule);
      if (auto* wrong = std::get_if<std::string>(&decoded)) {
        run.error = *wrong;
        return run;
      }
      schedule = std::get<Schedule>(std::move(decoded));
      if (schedule.fingerprint != options.fingerprint()) {
        run.outcome.note =
            "This schedule was made for another version of the demo, or for other parameters: "
            "what follows may differ from what was meant.";
      }
    }
    auto owned = std::make_unique<Replay>(std::move(schedule.deviations));
    replay = owned.get();
    scheduler = std::move(owned);
  } else if (options.scheduler == "round_robin") {
    scheduler = std::make_unique<RoundRobin>();
  } else {
    scheduler = std::make_unique<RandomWalk>(options.seed);
  }

  Execution::Options limits;
  limits.seed = options.seed;
  limits.late_timers = options.late_timers;
  if (options.steps != 0) limits.max_steps = options.steps;
  Execution execution(*scheduler, fibers, limits);
  const Execution::Result result = execution.run(
      [&options] { run_main([&options] { options.demo->body(options.arguments); }); });

  Ledger ledger;
  execution.trace().for_each(
      [&](const Event& event, std::string_view text) { ledger.add(event, text); });
  run.outcome.fate = result.fate;
  run.outcome.sentence = result.sentence;
  run.outcome.elapsed = result.elapsed;
  run.outcome.steps = result.steps;
  run.outcome.preemptions = result.preemptions;
  run.outcome.values = ledger.values();
  run.outcome.schedule = encode({options.fingerprint(), deviations_of(execution.choices())});
  if (replay != nullptr) {
    run.outcome.diverged_at = replay->diverged_at();
    if (replay->diverged_at()) {
      run.outcome.note = "The schedule no longer fits the demo: at choice " +
                         std::to_string(*replay->diverged_at()) +
                         " it names a thread that cannot go on. The run follows the default "
                         "from there.";
    }
  }
  run.trace = execution.take_trace();
  return run;
}

}  // namespace interleave
