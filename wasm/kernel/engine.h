// Engine: the seam between what a program asks for and what makes it happen.
//
// Invariant: a primitive is written once over this class. It never asks which engine runs it.
// Invariant: what declares to throw nothing does so because a caller holds something meanwhile:
// each call that may throw would cost it a handler, and in a controlled module a call through
// JavaScript. Invariant: every visible operation passes through point() or park() exactly once,
// before it takes effect; an exit and thread-local work do not. A release has its own: between two
// releases others may come in, and the interleavings that the literature counts tell them apart.
// (The release inside a condition's wait belongs to the wait.)
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/object.h"
#include "kernel/task.h"
#include "kernel/trace.h"

namespace interleave {

// Cancelled leaves a thread that must end: the run was stopped, or its execution is over. It is not
// a std::exception, so that a program's own handlers let it pass. Destructors run on its way.
struct Cancelled {};

// Operation is what a thread is about to do.
struct Operation {
  Kind kind = Kind::step;
  Object* object = nullptr;
  ThreadId other = kNoThread;
  Location where;

  // For the trace, when the operation blocks.
  std::int64_t value = 0;

  // enabled(context) tells whether the operation can take effect now; null means always. It reads
  // only the state of `object`, inside its section.
  bool (*enabled)(const void* context) = nullptr;
  const void* context = nullptr;

  // deadline is when the thread gives up and goes on all the same.
  Time deadline = kNever;

  // then is the operation on another object that the thread continues with in the same step (a
  // woken waiter takes its lock again). The controlled engine lets the thread go on only when both
  // are enabled.
  const Operation* then = nullptr;

  // announced tells that the caller has recorded already that the thread is blocked.
  bool announced = false;

  // ends are the threads of which `enabled` asks too whether one has ended.
  ThreadSet ends = 0;

  // chained marks that second operation: it is no scheduling point of its own.
  bool chained = false;

  bool is_enabled() const { return enabled == nullptr || enabled(context); }
};

// Fate is how an execution ended.
enum class Fate : std::uint8_t { finished, deadlock, exception, stopped, step_limit };

// Attachment is what a layer above keeps for the length of one run. The engine only owns it.
struct Attachment {
  virtual ~Attachment() = default;

  // forked is what a forked process begins with; null: with nothing, like a fresh one.
  virtual std::unique_ptr<Attachment> forked() const { return nullptr; }
};

// StartMethod says what memory a process begins with: fresh, or a copy of its starter's.
enum class StartMethod : std::uint8_t { spawn, fork };

// ProcessStart is a process to be started. Its main thread calls entry(message); nothing else
// crosses over.
struct ProcessStart {
  std::string name;
  bool daemon = false;
  StartMethod method = StartMethod::spawn;
  std::string message;
  void (*entry)(const std::string& message) = nullptr;
  std::vector<Word> sides = {};  // the ends that it has: readers or writers of blocks
};

// How a process's main thread is told in the value of its `start` event, beside 1 for a daemon.
inline constexpr std::int64_t kStartsProcess = 2;
inline constexpr std::int64_t kForked = 4;

class Engine {
 public:
  virtual ~Engine();

  // current is the engine that runs the calling thread. Requires: there is one.
  static Engine& current() noexcept;
  static Engine* current_or_null() noexcept;

  // self is the calling thread.
  virtual ThreadId self() const noexcept = 0;

  // spawn starts a thread that runs `body`; its name is for the reader. A daemon does not keep the
  // execution alive. Returns kNoThread when kMaxThreads are there already.
  virtual ThreadId spawn(Task body, std::string name, bool daemon, Location where) = 0;

  // thread_name is the name that `thread` was started with.
  virtual std::string thread_name(ThreadId thread) const = 0;

  // process is the calling thread's process, main_thread that process's first thread.
  virtual ProcessId process() const noexcept = 0;
  virtual ThreadId main_thread() const noexcept = 0;

  // commons is the memory that the processes share. Requires has_commons().
  virtual bool has_commons() const noexcept = 0;
  virtual Commons& commons() = 0;

  // start_process starts a process. Returns kNoProcess when kMaxProcesses or kMaxThreads are there
  // already.
  virtual ProcessId start_process(ProcessStart start, Location where) = 0;

  // kill ends `process`: its threads leave at their next operation. Its exit code is -signal. Does
  // nothing to one that has exited.
  virtual void kill(ProcessId process, int signal) = 0;

  // set_exit_code says with which code the calling thread's process exits. It exits when its main
  // thread ends; the threads that are left, daemons, end with it.
  virtual void set_exit_code(int code) = 0;

  // point is the scheduling point before an operation that never has to wait.
  virtual void point(const Operation& operation) = 0;

  // park is the scheduling point before an operation that may have to wait. It returns once the
  // operation is enabled or its deadline has passed, inside the section of `operation.object`,
  // which the caller leaves. Returns done, resumed (it had to wait) or timed_out.
  virtual Shape park(const Operation& operation) = 0;

  // sleep_until parks the calling thread until `deadline`. Not a scheduling point by itself.
  virtual void sleep_until(Time deadline, Location where) = 0;

  // work lets the program time pass that computing takes where time is virtual; live it has passed
  // by itself, and only a stop is noticed. Not a scheduling point by itself.
  virtual void work(Time cost, Location where) = 0;

  // cores is how many threads can compute at a time; 0 means all, as in virtual time.
  virtual unsigned cores() const noexcept = 0;

  // share calls work(0) to work(count - 1), each once, and returns when all have returned: here in
  // turn, live side by side with cores that have nothing to do. The work throws nothing, and knows
  // nothing of the engine or the calling thread.
  virtual void share(unsigned count, const std::function<void(unsigned)>& work);

  // enter and leave are the section of `object`: between them no other thread reads or writes its
  // state. No operation may wait inside one.
  virtual void enter(Object& object) noexcept = 0;
  virtual void leave(Object& object) noexcept = 0;

  // unpark_one lets the longest waiting thread whose operation is enabled by now go on; unpark_all
  // every such thread. Called inside the object's section, after its state changed.
  virtual void unpark_one(Object& object) noexcept = 0;
  virtual void unpark_all(Object& object) noexcept = 0;

  // now is program time.
  virtual Time now() noexcept = 0;

  // choose is a choice among `options` (at least 1) that the program leaves open: 0 by default.
  virtual unsigned choose(unsigned options) = 0;

  // random is uniform in [0, 1), drawn from the calling thread's own stream of the run's seed.
  virtual double random() noexcept = 0;

  // record adds an event of the calling thread to the trace; thread, time and sequence are filled
  // in. A long text may find no memory: std::bad_alloc.
  virtual void record(Event event) noexcept = 0;
  virtual void record(Event event, std::string_view text) = 0;

  // next_object_id numbers a new object.
  virtual ObjectId next_object_id() noexcept = 0;

  // next_unnamed_thread counts the threads that were given no name, from 1.
  unsigned next_unnamed_thread() { return own().unnamed_threads.fetch_add(1) + 1; }

  // started_at is the date on which program time began, in seconds since 1970. A controlled run
  // always begins on the same one.
  virtual double started_at() const noexcept = 0;

  // attachment is the T of the calling thread's process in this run, made when it is first asked
  // for. Any thread may ask. T::kSlot is a number below kAttachments that no other type has.
  static constexpr unsigned kAttachments = 6;
  template <class T>
  T& attachment() {
    static_assert(T::kSlot < kAttachments);
    std::atomic<Attachment*>& slot = own().attachments[T::kSlot];
    Attachment* there = slot.load(std::memory_order_acquire);
    if (there == nullptr) {
      auto fresh = std::make_unique<T>();
      if (slot.compare_exchange_strong(there, fresh.get())) there = fresh.release();
    }
    return static_cast<T&>(*there);
  }

  // cancelling tells that threads are being unwound: misuse is no longer worth an error.
  virtual bool cancelling() const noexcept = 0;

 protected:
  // fork_attachments gives `child` what it has of its starter, which may be of another engine.
  void fork_attachments(ProcessId child, Engine& from, ProcessId parent);

 private:
  // Own is what each process has for itself. The main process's costs nothing to make: an
  // exploration makes a million engines; the others' are made with the first of them.
  struct Own {
    ~Own();
    std::atomic<unsigned> unnamed_threads = 0;
    std::atomic<Attachment*> attachments[kAttachments] = {};
  };
  Own& own(ProcessId process);
  Own& own() { return own(process()); }

  Own main_own_;
  std::atomic<Own*> others_ = nullptr;
};

// Section is enter and leave as a scope; `Section::adopt` takes over the section park() returned
// in.
class Section {
 public:
  struct Adopt {};
  static constexpr Adopt adopt{};

  Section(Engine& engine, Object& object) : engine_(engine), object_(object) {
    engine_.enter(object_);
  }
  Section(Engine& engine, Object& object, Adopt) : engine_(engine), object_(object) {}
  ~Section() { engine_.leave(object_); }
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;

 private:
  Engine& engine_;
  Object& object_;
};

// event is the record of `kind` on `object`, for Engine::record.
inline Event event(Kind kind, const Object* object, Location where, std::int64_t value = 0,
                   Shape shape = Shape::done, ThreadId other = kNoThread) {
  Event event;
  event.kind = kind;
  event.flags = static_cast<std::uint8_t>(shape);
  event.object = object == nullptr ? 0 : object->id();
  event.line = static_cast<std::uint16_t>(where.line);
  event.other = other;
  event.value = value;
  return event;
}

// RunningHere makes `engine` the calling OS thread's engine for a scope.
class RunningHere {
 public:
  explicit RunningHere(Engine& engine);
  ~RunningHere();
  RunningHere(const RunningHere&) = delete;
  RunningHere& operator=(const RunningHere&) = delete;

 private:
  Engine* previous_;
};

}  // namespace interleave
