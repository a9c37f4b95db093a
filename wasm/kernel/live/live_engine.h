// LiveEngine: one run on real threads. Each thread of the program is an OS thread with a futex word
// and a trace ring of its own; sequence numbers give the events of all threads one order.
//
// Invariant: no lock is taken on the way of an operation that does not wait, but the section of the
// object it is on. The registry of waiting threads is touched only by a thread about to sleep.
// Invariant: once stop() was called, every thread leaves by Cancelled at its next operation.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kernel/engine.h"
#include "kernel/live/carriers.h"
#include "kernel/live/clock.h"
#include "kernel/live/futex.h"
#include "kernel/live/process_host.h"
#include "kernel/live/ring.h"
#include "kernel/random.h"
#include "kernel/wait_for.h"

namespace interleave {

// Waiter is a parked thread's place in its object's queue, oldest first.
struct Waiter {
  const Operation* operation = nullptr;
  std::atomic<std::uint32_t>* word = nullptr;
  Waiter* previous = nullptr;
  Waiter* next = nullptr;
  bool queued = false;
};

class LiveEngine final : public Engine {
 public:
  struct Options {
    std::uint64_t seed = 0;
    double time_scale = 1;  // how many times faster than real time the program's clock runs

    // For a program with processes: what they share, who makes them, and which of them this is.
    Commons* commons = nullptr;
    ProcessHost* host = nullptr;
    ProcessId process = kMainProcess;
  };

  struct Result {
    Fate fate = Fate::finished;
    std::string sentence;
    Time elapsed = 0;
  };

  LiveEngine(Carriers& carriers, Options options);
  ~LiveEngine() override;  // requires finished(), or that start() was never called

  // start runs `body` as the main thread on a carrier and returns at once; start_born does what
  // this process was made for.
  void start(Task body);
  void start_born();

  // inherit takes over what a forked process has of `starter`, which lies in the copied memory.
  void inherit(LiveEngine& starter);

  // feed is what another process told, a piece of its stream: the root puts it in its order. lost
  // says that `process` is gone without having told all.
  void feed(ProcessId process, const std::byte* bytes, std::size_t size);
  void lost(ProcessId process);

  bool is_root() const { return options_.process == kMainProcess; }

  // kLongestText is the longest text of one record. What is printed beyond it follows in records of
  // its own, with nothing in between; other texts end there, and say so.
  static constexpr std::size_t kLongestText = 256 * 1024;

  // collect moves records to `out`, in their global order, while they fit in `capacity` bytes,
  // which must be more than kLongestText and an Event have. Returns the bytes written. It also
  // tells of deadlocks. One caller at a time; never waits. In another process than the main one
  // they are a piece of the stream that the root is fed with.
  std::size_t collect(std::byte* out, std::size_t capacity);

  // finished tells that every thread has left and every record was collected.
  bool finished() const { return finished_; }

  // stuck tells that a deadlock of all threads was announced: nothing will happen but stop().
  bool stuck() const { return told_deadlock_; }

  // stop asks every thread to leave. May be called from any OS thread, at any time.
  void stop();

  // wait_for_activity returns when a thread parked or ended since the last call, or after `timeout`
  // nanoseconds.
  void wait_for_activity(std::int64_t timeout);

  const Result& result() const { return result_; }

  ThreadId self() const noexcept override;
  ProcessId process() const noexcept override { return options_.process; }
  ThreadId main_thread() const noexcept override { return main_; }
  bool has_commons() const noexcept override { return options_.commons != nullptr; }
  Commons& commons() override { return *options_.commons; }
  ProcessId start_process(ProcessStart start, Location where) override;
  void kill(ProcessId process, int signal) override;
  void set_exit_code(int code) override;
  ThreadId spawn(Task body, std::string name, bool daemon, Location where) override;
  std::string thread_name(ThreadId thread) const override;
  void point(const Operation& operation) override;
  Shape park(const Operation& operation) override;
  void sleep_until(Time deadline, Location where) override;
  void work(Time, Location) override { check_stop(); }
  unsigned cores() const noexcept override { return cores_; }
  void share(unsigned count, const std::function<void(unsigned)>& work) override;
  void enter(Object& object) noexcept override;
  void leave(Object& object) noexcept override;
  void unpark_one(Object& object) noexcept override;
  void unpark_all(Object& object) noexcept override;
  Time now() noexcept override { return clock_.now(); }
  unsigned choose(unsigned) override { return 0; }
  double started_at() const noexcept override { return clock_.started_at(); }
  double random() noexcept override;
  void record(Event event) noexcept override;
  void record(Event event, std::string_view text) override;
  ObjectId next_object_id() noexcept override;
  bool cancelling() const noexcept override { return stop_.load(std::memory_order_relaxed) != 0; }

 private:
  struct Thread {
    ThreadId id = 0;
    std::string name;
    bool daemon = false;
    Task body;
    std::atomic<std::uint32_t> word = 0;  // 0 while parked, 1 once unparked
    Ring ring;
    SplitMix64 random{0};
    Time stamp = 0;  // this thread's last reading of the clock
    unsigned since_stamp = 0;
    Thread* starter = nullptr;
    std::atomic<std::uint32_t> children = 0;  // threads that this one started and that still run
    // Guarded by the registry.
    bool live = true;
    bool asleep = false;                   // parked with a deadline
    const Operation* parked_on = nullptr;  // parked without one
  };
  class Registered;

  void push(Event event, std::string_view text);
  Thread& here() const;
  void run_thread(Thread& thread);
  Thread* add_thread(Task body, std::string name, bool daemon, Thread* starter);
  void wait(Thread& thread, Time deadline);
  std::uint32_t epoch_of(const Object& object) const;
  void wait_common(Thread& thread, const Operation& operation, std::uint32_t before);
  std::int64_t time_left(Time deadline);
  Word entry(Commons::Field field) const { return Commons::entry(options_.process, field); }
  void note_run();
  static void unqueue(Object& object, Waiter& waiter);
  void check_stop();
  [[noreturn]] void leave_cancelled();
  void bump_activity();
  void look_for_deadlock();
  bool waits_for_ever(const Thread& thread);
  void look_for_quiet();
  bool all_quiet();
  void announce_common_deadlock();
  void look_for_common_cycles();
  std::vector<Waiting> told_waits();
  bool processes_left() const;
  void heed_others();
  std::uint32_t sequence() const;
  std::size_t collect_stream(std::byte* out, std::size_t capacity);
  void drain_rings();
  void leave_process();
  void skip_lost();
  void end_the_deaf();
  bool all_exited() const;
  bool users_left() const;
  Event told_by(ThreadId thread, Kind kind, std::int64_t value);
  void note_event(const Event& event, std::string_view text);
  std::size_t emit_foreign(std::byte* out, std::size_t room);
  std::size_t emit_long(Event event, std::string text, std::byte* out, std::size_t room);
  void announce_cycles(const std::vector<Waiting>& edges);
  void announce(std::vector<Waiting> edges, bool partial);
  bool drained() const;
  std::size_t emit(Event event, std::string_view text, std::byte* out);
  std::size_t emit_next(std::byte* out, std::size_t room);
  std::size_t emit_piece(std::byte* out, std::size_t room);
  void conclude();

  // Foreign is what the root knows of a thread of another process.
  struct Foreign {
    std::string name;
    std::deque<std::pair<Event, std::string>> told;  // and not emitted yet
  };
  // Known is what the root knows of an object; a lock has an owner.
  struct Known {
    std::string name;
    bool owned = false;
    ThreadId owner = kNoThread;
  };
  // Pending is the last thing a thread was blocked on, as the root has emitted it.
  struct Pending {
    bool blocked = false;
    Event event;
  };

  Carriers& carriers_;
  const unsigned cores_;
  const Options options_;
  ThreadId main_ = kMainThread;
  LiveClock clock_;
  std::atomic<std::uint32_t> stop_ = 0;
  std::atomic<std::uint32_t> sequence_ = 0;
  std::atomic<ObjectId> objects_ = 0;
  std::atomic<std::uint32_t> activity_ = 0;
  std::uint32_t seen_activity_ = 0;

  mutable std::mutex registry_;
  std::array<std::unique_ptr<Thread>, kMaxThreads> threads_;
  std::atomic<unsigned> thread_count_ = 0;
  unsigned live_users_ = 0;  // threads that keep the run going: live and no daemon
  std::atomic<unsigned> carried_ = 0;
  std::atomic<unsigned> going_ = 0;  // threads that are not parked
  bool any_exception_ = false;
  bool any_stopped_ = false;

  // The collector's, with several processes.
  std::array<Foreign, kMaxThreads> foreign_;
  std::array<Pending, kMaxThreads> pending_;
  std::array<std::string, kMaxProcesses> streams_;
  std::map<ObjectId, Known> known_;
  ThreadSet told_live_ = 0;     // threads that have begun and not ended, as far as emitted
  bool waits_changed_ = false;  // since cycles were last looked for
  std::array<std::pair<std::uint32_t, std::uint32_t>, kMaxProcesses> last_look_ = {};
  std::array<std::chrono::steady_clock::time_point, kMaxProcesses> asked_ = {};
  std::string outbox_;
  std::size_t outbox_done_ = 0;
  bool gone_ = false;       // this process has exited
  bool any_lost_ = false;   // a process has gone without a word
  unsigned fruitless_ = 0;  // looks since when a record is missing

  // The collector's.
  std::uint32_t next_sequence_ = 0;  // of the threads' events
  std::uint32_t emitted_ = 0;
  unsigned last_ring_ = 0;
  Time last_time_ = 0;
  Event long_event_;  // whose text is on its way piece by piece
  std::string long_text_;
  std::size_t long_done_ = 0;
  std::vector<std::pair<Event, std::string>> own_events_;
  std::size_t own_done_ = 0;
  ThreadSet told_partial_ = 0;
  std::atomic<bool> told_deadlock_ = false;
  bool concluded_ = false;
  bool finished_ = false;
  Result result_;
};

}  // namespace interleave
