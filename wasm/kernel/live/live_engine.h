// LiveEngine: one run on real threads. Each thread of the program is an OS thread with a futex word
// and a trace ring of its own; sequence numbers give the events of all threads one order.
//
// Invariant: no lock is taken on the way of an operation that does not wait, but the section of the
// object it is on. The registry of waiting threads is touched only by a thread about to sleep.
// Invariant: once stop() was called, every thread leaves by Cancelled at its next operation.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kernel/engine.h"
#include "kernel/live/carriers.h"
#include "kernel/live/clock.h"
#include "kernel/live/futex.h"
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
  };

  struct Result {
    Fate fate = Fate::finished;
    std::string sentence;
    Time elapsed = 0;
  };

  LiveEngine(Carriers& carriers, Options options);
  ~LiveEngine() override;  // requires finished(), or that start() was never called

  // start runs `body` as the main thread on a carrier and returns at once.
  void start(std::function<void()> body);

  // kLongestText is the longest text of one record. What is printed beyond it follows in records of
  // its own, with nothing in between; other texts end there, and say so.
  static constexpr std::size_t kLongestText = 256 * 1024;

  // collect moves records to `out`, in their global order, while they fit in `capacity` bytes,
  // which must be more than kLongestText and an Event have. Returns the bytes written. It also
  // tells of deadlocks. One caller at a time; never waits.
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

  ThreadId self() const override;
  ThreadId spawn(std::function<void()> body, std::string name, bool daemon,
                 Location where) override;
  std::string thread_name(ThreadId thread) const override;
  void point(const Operation& operation) override;
  Shape park(const Operation& operation) override;
  void sleep_until(Time deadline, Location where) override;
  void work(Time, Location) override { check_stop(); }
  unsigned cores() const override;
  void enter(Object& object) override { FutexLock(object.section_).lock(); }
  void leave(Object& object) override { FutexLock(object.section_).unlock(); }
  void unpark_one(Object& object) override;
  void unpark_all(Object& object) override;
  Time now() override { return clock_.now(); }
  unsigned choose(unsigned) override { return 0; }
  double started_at() const override { return clock_.started_at(); }
  double random() override;
  void record(Event event, std::string_view text) override;
  ObjectId next_object_id() override { return objects_.fetch_add(1) + 1; }
  bool cancelling() const override { return stop_.load(std::memory_order_relaxed) != 0; }

 private:
  struct Thread {
    ThreadId id = 0;
    std::string name;
    bool daemon = false;
    std::function<void()> body;
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

  Thread& here() const;
  void run_thread(Thread& thread);
  Thread* add_thread(std::function<void()> body, std::string name, bool daemon, Thread* starter);
  void wait(Thread& thread, Time deadline);
  static void unqueue(Object& object, Waiter& waiter);
  void check_stop();
  [[noreturn]] void leave_cancelled();
  void bump_activity();
  void look_for_deadlock();
  void announce(std::vector<Waiting> edges, bool partial);
  bool drained() const;
  std::size_t emit(Event event, std::string_view text, std::byte* out);
  std::size_t emit_next(std::byte* out, std::size_t room);
  std::size_t emit_piece(std::byte* out, std::size_t room);
  void conclude();

  Carriers& carriers_;
  const Options options_;
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
  bool any_exception_ = false;
  bool any_stopped_ = false;

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
