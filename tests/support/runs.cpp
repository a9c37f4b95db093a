#include "support/runs.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>

#include "kernel/live/process_host.h"
#include "python/time.h"
#include "schedulers/random_walk.h"

namespace interleave::testing {
namespace {

// Cursor walks the tree of choices: `path` holds the option taken at each choice so far.
class Cursor final : public Scheduler {
 public:
  struct Step {
    unsigned taken, options;
  };

  explicit Cursor(Count count) : count_(count) {}

  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override {
    if (count_ == Count::together && contains(runnable, kMainThread)) {
      if (current == kMainThread) return kMainThread;
      runnable &= ~ThreadSet{1};
      if ((runnable & (runnable - 1)) == 0) return lowest(runnable);
    }
    return nth(runnable, next(static_cast<unsigned>(std::popcount(runnable))));
  }
  unsigned choose_value(unsigned options) override { return next(options); }

  // advance moves to the next path; false when all were walked.
  bool advance() {
    at_ = 0;
    while (!path_.empty() && path_.back().taken + 1 == path_.back().options) path_.pop_back();
    if (path_.empty()) return false;
    ++path_.back().taken;
    return true;
  }

 private:
  unsigned next(unsigned options) {
    if (at_ == path_.size()) path_.push_back({0, options});
    EXPECT_EQ(path_[at_].options, options) << "the program is not a function of its schedule";
    return path_[at_++].taken;
  }

  const Count count_;
  std::vector<Step> path_;
  std::size_t at_ = 0;
};

// What the collector of the running live program has seen: which threads are blocked, and each
// thread's last call of settle().
std::atomic<ThreadSet> blocked_now = 0;
std::array<std::atomic<unsigned>, kMaxThreads> marks_seen;

class Watch {
 public:
  Watch() {
    blocked_now.store(0);
    for (auto& mark : marks_seen) mark.store(0);
  }

  void see(const Event& event) {
    if (event.kind == Kind::edge || event.kind == Kind::deadlock || event.kind == Kind::finish) {
      return;
    }
    const ThreadSet bit = ThreadSet{1} << event.thread;
    // Giving up the lock belongs to the wait that began just before.
    if (event.kind == Kind::release && (blocked_ & bit) != 0) return;
    blocked_ = event.shape() == Shape::blocked ? blocked_ | bit : blocked_ & ~bit;
    blocked_now.store(blocked_);
    blocked_now.notify_all();
    if (event.kind == Kind::sleep && event.shape() == Shape::done) {
      marks_seen[event.thread].fetch_add(1);
      marks_seen[event.thread].notify_all();
    }
  }

 private:
  ThreadSet blocked_ = 0;
};

FiberPool& fibers() {
  static FiberPool pool;
  return pool;
}

RunRecord run_live_options(const Program& program, LiveEngine::Options options,
                           const std::function<bool(const RunRecord&)>& stop_when) {
  constexpr std::int64_t kPatience = 1'000'000;  // an event alone does not rouse the collector
  constexpr std::size_t kRoom = 1u << 20;
  Carriers carriers;
  LiveEngine engine(carriers, options);
  Watch watch;
  engine.start(program);
  const auto buffer = std::make_unique<std::byte[]>(kRoom);
  RunRecord run;
  bool stopping = false;
  while (!engine.finished()) {
    const std::size_t size = engine.collect(buffer.get(), kRoom);
    const std::size_t before = run.events.size();
    run.add(buffer.get(), size);
    for (std::size_t i = before; i < run.events.size(); ++i) watch.see(run.events[i].event);
    if (!stopping && (engine.stuck() || (stop_when && stop_when(run)))) {
      stopping = true;
      engine.stop();
    }
    if (size == 0 && !engine.finished()) engine.wait_for_activity(kPatience);
  }
  run.fate = engine.result().fate;
  run.sentence = engine.result().sentence;
  run.elapsed = engine.result().elapsed;
  return run;
}

}  // namespace

RunRecord run_controlled(Scheduler& scheduler, const Program& program, Execution::Options options) {
  Execution execution(scheduler, fibers(), options);
  const Execution::Result result = execution.run(program);
  RunRecord run;
  run.fate = result.fate;
  run.sentence = result.sentence;
  run.steps = result.steps;
  run.preemptions = result.preemptions;
  run.elapsed = result.elapsed;
  run.choices = execution.choices();
  run.add(execution.trace().bytes().data(), execution.trace().bytes().size());
  return run;
}

RunRecord run_default(const Program& program, Execution::Options options) {
  Replay replay({});
  return run_controlled(replay, program, options);
}

RunRecord run_seed(std::uint64_t seed, const Program& program) {
  RandomWalk walk(seed);
  return run_controlled(walk, program, {.seed = seed});
}

RunRecord run_live(const Program& program, double time_scale,
                   const std::function<bool(const RunRecord&)>& stop_when) {
  return run_live_options(program, {1, time_scale}, stop_when);
}

RunRecord run_live_processes(const Program& program, double time_scale,
                             const std::function<bool(const RunRecord&)>& stop_when) {
  const std::unique_ptr<ProcessHost> host = make_process_host();
  return run_live_options(program, {1, time_scale, &host->commons(), host.get()}, stop_when);
}

RunRecord run_live_demo(const Demo& demo, const Arguments& arguments, double time_scale) {
  const Program program = [&] { demo.body(arguments); };
  return demo.processes == nullptr ? run_live(program, time_scale)
                                   : run_live_processes(program, time_scale);
}

void settle(unsigned count) {
  if (dynamic_cast<Execution*>(&Engine::current()) != nullptr) {
    sleep(1e-9);  // passes only when nobody else can go on
    return;
  }
  // The collector lags behind. Once it has seen this thread's mark, it has seen all that was
  // before.
  auto& mark = marks_seen[Engine::current().self()];
  const unsigned before = mark.load();
  sleep(0);
  mark.wait(before);
  const ThreadSet self = ThreadSet{1} << Engine::current().self();
  for (ThreadSet seen; std::popcount((seen = blocked_now.load()) & ~self) != int(count);) {
    blocked_now.wait(seen);
  }
}

int for_each_schedule(const Program& program, const std::function<void(const RunRecord&)>& visit,
                      Count count, int most) {
  Cursor cursor(count);
  int runs = 0;
  do {
    visit(run_controlled(cursor, program));
    ++runs;
    if (runs > most) {
      ADD_FAILURE() << "more than " << most << " schedules";
      break;
    }
  } while (cursor.advance());
  return runs;
}

}  // namespace interleave::testing
