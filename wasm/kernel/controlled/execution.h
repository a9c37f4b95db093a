// Execution: one controlled run. It owns all its state; every thread is a fiber in one OS thread,
// time is virtual, and a Scheduler decides every switch.
//
// Invariant: the trace is a pure function of the program, its seed and the scheduler's choices.
// Invariant: a stuck, stopped or abandoned thread is unwound by throwing Cancelled into it, so that
// its destructors run and an execution leaves nothing on the heap, however it ended.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/controlled/fiber.h"
#include "kernel/controlled/scheduler.h"
#include "kernel/controlled/watcher.h"
#include "kernel/engine.h"
#include "kernel/random.h"
#include "kernel/task.h"
#include "kernel/throwing.h"
#include "kernel/wait_for.h"

namespace interleave {

class Execution final : public Engine {
 public:
  struct Options {
    std::uint64_t seed = 0;
    std::uint32_t max_steps = kDefaultMaxSteps;
    bool record = true;          // exploration needs outcomes only
    Watcher* watcher = nullptr;  // sees every event, recorded or not
    // Timers may be late: a thread that waits for a moment may go on although others can, the
    // clock having jumped there, and after one that waits for a later moment.
    bool late_timers = false;
    // Objects are numbered by who creates them, so that another interleaving gives the same ids.
    bool ids_by_thread = false;
  };
  // kDefaultMaxSteps ends an execution that would run for ever; kTraceLimit bounds its trace.
  static constexpr std::uint32_t kDefaultMaxSteps = 200'000;
  static constexpr std::size_t kTraceLimit = 48u << 20;

  // kStartedAt is the date of every controlled run: 1 January 2025, 00:00 UTC.
  static constexpr double kStartedAt = 1'735'689'600;

  struct Result {
    Fate fate = Fate::finished;
    std::string sentence;
    std::uint32_t steps = 0;
    std::uint32_t preemptions = 0;
    Time elapsed = 0;
    std::vector<Waiting> waiting;  // who waits for whom, when it is a deadlock
  };

  Execution(Scheduler& scheduler, FiberPool& fibers, Options options);
  ~Execution() override;

  // run runs `body` as the main thread until every thread but the daemons has ended, or none can go
  // on. Call it once.
  Result run(Task body);

  const Trace& trace() const { return trace_; }
  Trace take_trace() { return std::move(trace_); }
  const std::vector<Choice>& choices() const { return choices_; }

  // pending is what a thread is about to do, null where that is not known yet; live are the threads
  // that have not ended, daemons those of them that do not keep the execution going.
  const Operation* pending(ThreadId thread) const { return threads_[thread].pending; }
  ThreadSet live() const { return live_; }
  ThreadSet daemons() const { return daemons_; }
  Time time() const { return now_; }

  ThreadId self() const noexcept override { return current_; }
  ProcessId process() const noexcept override { return threads_[current_].process; }
  ThreadId main_thread() const noexcept override {
    return main_threads_[threads_[current_].process];
  }
  bool has_commons() const noexcept override { return true; }
  Commons& commons() override;
  ProcessId start_process(ProcessStart start, Location where) override;
  void kill(ProcessId process, int signal) override;
  void set_exit_code(int code) override;
  ThreadId spawn(Task body, std::string name, bool daemon, Location where) override;
  std::string thread_name(ThreadId thread) const override {
    return thread < threads_.size() ? threads_[thread].name : "";
  }
  void point(const Operation& operation) override;
  Shape park(const Operation& operation) override;
  void sleep_until(Time deadline, Location where) override;
  void work(Time cost, Location where) override;
  unsigned cores() const noexcept override { return 0; }
  void enter(Object&) noexcept override {}
  void leave(Object&) noexcept override {}
  void unpark_one(Object&) noexcept override {}
  void unpark_all(Object&) noexcept override {}
  Time now() noexcept override { return now_; }
  unsigned choose(unsigned options) override;
  double started_at() const noexcept override { return kStartedAt; }
  double random() noexcept override { return threads_[current_].random.unit(); }
  void record(Event event) noexcept override;
  void record(Event event, std::string_view text) override;
  ObjectId next_object_id() noexcept override;
  bool cancelling() const noexcept override { return cancelling_ || threads_[current_].doomed; }

 private:
  struct Thread {
    Fiber* fiber = nullptr;
    Task body;
    Ended ended;
    std::string name;
    const Operation* pending = nullptr;
    SplitMix64 random{0};
    ThreadId starter = kNoThread;  // set until the thread reached its first scheduling point
    ProcessId process = kMainProcess;
    bool daemon = false;
    bool blocked = false;
    bool doomed = false;  // its process was killed, or has exited
    ObjectId objects = 0;
    Execution* execution = nullptr;
  };

  // Threads are the threads started so far, each at one place for the execution's life. What no
  // thread needs costs nothing: an exploration makes a million executions of three threads.
  class Threads {
   public:
    Threads() {}
    ~Threads() {
      while (size_ > 0) places_[--size_].thread.~Thread();
    }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

    unsigned size() const { return size_; }
    Thread& add() { return *new (&places_[size_++].thread) Thread; }
    Thread& operator[](std::size_t i) { return places_[i].thread; }
    const Thread& operator[](std::size_t i) const { return places_[i].thread; }

   private:
    union Place {
      Place() {}
      ~Place() {}
      Thread thread;
    };
    std::array<Place, kMaxThreads> places_;
    unsigned size_ = 0;
  };

  static void run_thread(void* thread);
  void tell(Event& event, std::string_view text);
  INTERLEAVE_APART void begin_thread(Thread& thread);
  INTERLEAVE_APART void end_thread(Thread& thread);
  void leave_thread(Thread& thread);
  void launch(Task body, std::string name, bool daemon, ProcessId process, std::int64_t how,
              Location where);
  void unwind(ProcessId process);
  void finish_process();
  // Decision is who goes on, or with kNoThread what the execution ends with.
  struct Decision {
    ThreadId next = kNoThread;
    Fate fate = Fate::finished;
  };
  Decision decide();
  void schedule();
  bool can_go_on(const Thread& thread) const;
  void wait_until(Time deadline, Kind kind, Location where);
  ThreadSet runnable();
  Time earliest_deadline() const;
  ThreadSet may_fire() const;
  void announce_blocked(ThreadId id);
  bool may_be_cycle() const;
  void tell_cycle();
  std::vector<Waiting> waiting() const;
  void record_deadlock(const std::vector<Waiting>& edges, bool partial);
  void end_with(Fate fate);
  void cancel_all();

  Scheduler& scheduler_;
  FiberPool& fibers_;
  const Options options_;
  Fiber host_{Fiber::Host{}};
  Threads threads_;
  ThreadSet live_ = 0;
  ThreadSet daemons_ = 0;
  ThreadId current_ = kMainThread;
  std::array<ThreadId, kMaxProcesses> main_threads_ = {};
  ThreadId unwinder_ = kNoThread;  // who goes on when a doomed thread has left
  std::unique_ptr<PlainCommons> commons_;
  Time now_ = 0;
  ObjectId objects_ = 0;
  bool cancelling_ = false;
  bool any_exception_ = false;
  bool newly_blocked_ = false;
  ThreadSet told_partial_ = 0;
  Trace trace_;
  std::vector<Choice> choices_;
  Result result_;
};

}  // namespace interleave
