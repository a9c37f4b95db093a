// How a controlled run goes on from point to point. Over 300 lines, because a step is one state
// machine: scheduling, blocking, the clock and the deadlock it ends in read the same few fields.
#include "kernel/controlled/execution.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "kernel/assert.h"
#include "kernel/throwing.h"

namespace interleave {
namespace {

// tells_the_end tells whether a thread that is made to leave still tells such an event.
bool tells_the_end(Kind kind) {
  return kind == Kind::end || kind == Kind::exit || kind == Kind::close;
}

}  // namespace

Execution::Execution(Scheduler& scheduler, FiberPool& fibers, Options options)
    : scheduler_(scheduler), fibers_(fibers), options_(options) {
  choices_.reserve(32);
}

Execution::~Execution() {
  for (unsigned i = 0; i < threads_.size(); ++i) {
    if (threads_[i].fiber != nullptr) fibers_.give_back(threads_[i].fiber);
  }
}

Execution::Result Execution::run(Task body) {
  const RunningHere here(*this);
  if (options_.record) trace_.reserve(1u << 16);
  Thread& main = threads_.add();
  main.name = "MainThread";
  main.body = std::move(body);
  main.execution = this;
  main.random = SplitMix64::stream(options_.seed, kMainThread);
  main.fiber = fibers_.take();
  main.fiber->prepare(&Execution::run_thread, &main);
  live_ = 1;
  host_.enter(*main.fiber);
  cancel_all();
  Event finish;
  finish.kind = Kind::finish;
  finish.thread = current_;
  finish.value = static_cast<std::int64_t>(result_.fate);
  record(finish, result_.sentence);
  return result_;
}

ThreadId Execution::spawn(Task body, std::string name, bool daemon, Location where) {
  if (threads_.size() == kMaxThreads || cancelling()) return kNoThread;
  const auto id = static_cast<ThreadId>(threads_.size());
  const ProcessId process = threads_[current_].process;
  // A daemon's process keeps nothing going, whatever it starts.
  const bool idle = daemon || contains(daemons_, main_threads_[process]);
  launch(std::move(body), std::move(name), idle, process, daemon ? 1 : 0, where);
  return id;
}

ProcessId Execution::start_process(ProcessStart start, Location where) {
  Commons& shared = commons();
  const std::uint32_t process = shared.load(Commons::kProcesses);
  if (threads_.size() == kMaxThreads || process == kMaxProcesses || cancelling()) {
    return kNoProcess;
  }
  shared.store(Commons::kProcesses, process + 1);
  const auto id = static_cast<ProcessId>(process);
  main_threads_[id] = static_cast<ThreadId>(threads_.size());
  shared.store(Commons::entry(id, Commons::state),
               static_cast<std::uint32_t>(ProcessState::running));
  shared.store(Commons::entry(id, Commons::main_thread), main_threads_[id]);
  const bool forks = start.method == StartMethod::fork;
  shared.grant(id, std::exchange(start.sides, {}));
  if (forks) {
    shared.inherit(id, this->process());
    fork_attachments(id, *this, this->process());
  }
  const std::int64_t how = (start.daemon ? 1 : 0) + kStartsProcess + (forks ? kForked : 0);
  launch([entry = start.entry, message = std::move(start.message)] { entry(message); },
         std::move(start.name), start.daemon, id, how, where);
  return id;
}

Commons& Execution::commons() {
  if (commons_ == nullptr) {
    commons_ = std::make_unique<PlainCommons>();
    commons_->begin();
  }
  return *commons_;
}

void Execution::set_exit_code(int code) {
  commons().store(Commons::entry(process(), Commons::exit_code), static_cast<std::uint32_t>(code));
}

void Execution::kill(ProcessId process, int signal) {
  Commons& shared = commons();
  if (shared.process_state(process) != ProcessState::running || cancelling()) return;
  shared.store(Commons::entry(process, Commons::signal), static_cast<std::uint32_t>(signal));
  shared.store(Commons::entry(process, Commons::exit_code), static_cast<std::uint32_t>(-signal));
  unwind(process);
  if (process != this->process()) return;
  threads_[current_].doomed = true;
  cancel();
}

// unwind ends the threads of `process` but the calling one, the latest first.
void Execution::unwind(ProcessId process) {
  const ThreadId self = current_;
  const ThreadId outer = std::exchange(unwinder_, self);
  for (unsigned id = threads_.size(); id-- > 0;) {
    if (id == self || !contains(live_, static_cast<ThreadId>(id))) continue;
    if (threads_[id].process != process) continue;
    threads_[id].doomed = true;
    current_ = static_cast<ThreadId>(id);
    threads_[self].fiber->switch_to(*threads_[id].fiber);
  }
  unwinder_ = outer;
}

// finish_process is what a process's main thread does last.
void Execution::finish_process() {
  const ProcessId process = threads_[current_].process;
  unwind(process);
  for (const ObjectId object : commons().left_by(process)) {
    Event left = event(Kind::close, nullptr, {}, 1);
    left.object = object;
    record(left);
  }
  const std::uint32_t code = commons().load(Commons::entry(process, Commons::exit_code));
  record(event(Kind::exit, nullptr, {}, static_cast<std::int32_t>(code)));
  commons().leave(process);
}

// launch starts a thread and lets it run its thread-local beginning at once, up to its first
// scheduling point: what it is about to do is then known like everybody's.
void Execution::launch(Task body, std::string name, bool daemon, ProcessId process,
                       std::int64_t how, Location where) {
  const auto id = static_cast<ThreadId>(threads_.size());
  Thread& thread = threads_.add();
  thread.process = process;
  thread.name = std::move(name);
  thread.body = std::move(body);
  thread.execution = this;
  thread.daemon = daemon;
  thread.random = SplitMix64::stream(options_.seed, id);
  thread.starter = current_;
  live_ |= ThreadSet{1} << id;
  if (daemon) daemons_ |= ThreadSet{1} << id;
  record(event(Kind::start, nullptr, where, how, Shape::done, id), thread.name);
  thread.fiber = fibers_.take();
  thread.fiber->prepare(&Execution::run_thread, &thread);
  Fiber& starter = *threads_[current_].fiber;
  current_ = id;
  starter.switch_to(*thread.fiber);
  if (cancelling_) cancel();
}

// While a thread runs its body, this is at the bottom of its stack, and every switch passes it:
// what comes before and after is apart.
void Execution::run_thread(void* argument) {
  Thread& thread = *static_cast<Thread*>(argument);
  thread.execution->begin_thread(thread);
  run_guarded(thread.body, thread.ended);
  thread.execution->end_thread(thread);
}

void Execution::begin_thread(Thread& thread) {
  Event begin;
  begin.kind = Kind::begin;
  begin.value = thread.process;
  record(begin, thread.name);
}

// end_thread records how the thread ended and leaves it. A fiber that has ended is never entered
// again, so that nothing that must be destroyed may be left on its stack.
void Execution::end_thread(Thread& thread) {
  clear_guarded(thread.body);
  if (thread.ended.how == 1) any_exception_ = true;
  if (!cancelling_) {
    Event end;
    end.kind = Kind::end;
    end.value = thread.ended.how;
    record(end, thread.ended.text);
    if (thread.process != kMainProcess && current_ == main_threads_[thread.process]) {
      finish_process();
    }
  }
  leave_thread(thread);
}

// schedule leaves the calling thread at its scheduling point, lets the scheduler choose who goes
// on, and returns when that is the caller again. Under Asyncify each function on the way costs
// every switch: it is part of its callers.
[[gnu::always_inline]] inline void Execution::schedule() {
  Thread& self = threads_[current_];
  if (self.starter != kNoThread) {
    current_ = std::exchange(self.starter, kNoThread);
  } else {
    const Decision decision = decide();
    if (decision.next == kNoThread) {
      end_with(decision.fate);
      self.fiber->switch_to(host_);
      cancel();
    }
    if (decision.next == current_) return;
    current_ = decision.next;
  }
  self.fiber->switch_to(*threads_[current_].fiber);
  if (cancelling()) cancel();
}

// leave_thread gives control away for good.
void Execution::leave_thread(Thread& thread) {
  live_ &= ~(ThreadSet{1} << current_);
  thread.pending = nullptr;
  if (cancelling_) {
    thread.fiber->switch_to(host_);
  } else if (thread.doomed && unwinder_ != kNoThread) {
    current_ = unwinder_;
    thread.fiber->switch_to(*threads_[current_].fiber);
  } else if (thread.starter != kNoThread) {
    current_ = std::exchange(thread.starter, kNoThread);
    thread.fiber->switch_to(*threads_[current_].fiber);
  } else if ((live_ & ~daemons_) == 0) {
    end_with(any_exception_ ? Fate::exception : Fate::finished);
    thread.fiber->switch_to(host_);
  } else {
    schedule();
  }
  INTERLEAVE_ASSERT(false, "An ended thread must not be scheduled");
}

void Execution::point(const Operation& operation) {
  if (cancelling()) {
    if (std::uncaught_exceptions() > 0) return;
    cancel();
  }
  threads_[current_].pending = &operation;
  schedule();
}

Shape Execution::park(const Operation& operation) {
  Thread& thread = threads_[current_];
  if (operation.chained && !cancelling()) {
    INTERLEAVE_ASSERT(operation.is_enabled(), "A chained operation was enabled when chosen");
    return Shape::resumed;
  }
  if (operation.announced) thread.blocked = true;
  point(operation);
  if (cancelling()) return Shape::done;
  const bool was_blocked = std::exchange(thread.blocked, false);
  if (!operation.is_enabled()) return Shape::timed_out;
  return was_blocked ? Shape::resumed : Shape::done;
}

// wait_until parks the calling thread, whose blocking has been told, until `deadline`.
void Execution::wait_until(Time deadline, Kind kind, Location where) {
  Operation waiting;
  waiting.kind = kind;
  waiting.where = where;
  waiting.deadline = deadline;
  waiting.enabled = [](const void*) { return false; };
  waiting.announced = true;
  park(waiting);
}

void Execution::sleep_until(Time deadline, Location where) {
  if (deadline > now_) wait_until(deadline, Kind::sleep, where);
}

void Execution::work(Time cost, Location where) {
  if (cost <= 0 || cancelling()) return;
  record(event(Kind::compute, nullptr, where, cost, Shape::blocked));
  wait_until(cost >= kNever - now_ ? kNever : now_ + cost, Kind::compute, where);
  record(event(Kind::compute, nullptr, where, cost, Shape::resumed));
}

unsigned Execution::choose(unsigned options) {
  if (options <= 1 || cancelling()) return 0;
  const unsigned taken = scheduler_.choose_value(options);
  INTERLEAVE_ASSERT(taken < options, "A scheduler chooses among the options");
  choices_.push_back({static_cast<std::uint8_t>(options), static_cast<std::uint8_t>(taken), 0});
  return taken;
}

ObjectId Execution::next_object_id() noexcept {
  if (!options_.ids_by_thread) return ++objects_;
  return (static_cast<ObjectId>(current_) << kObjectBits) + ++threads_[current_].objects;
}

void Execution::record(Event event) noexcept { tell(event, {}); }

void Execution::record(Event event, std::string_view text) { tell(event, text); }

[[gnu::always_inline]] inline void Execution::tell(Event& event, std::string_view text) {
  if (cancelling_ && event.kind != Kind::finish) return;
  if (threads_[current_].doomed && !tells_the_end(event.kind)) return;
  if (!options_.record && options_.watcher == nullptr) return;
  if (event.kind != Kind::step && event.kind != Kind::finish) event.thread = current_;
  event.time = now_;
  if (options_.watcher != nullptr) options_.watcher->saw(event, text);
  if (options_.record) trace_.append(event, text);
}

// can_go_on tells whether the pending operation can take effect, or gives up, at this moment.
bool Execution::can_go_on(const Thread& thread) const {
  const Operation* operation = thread.pending;
  if (operation == nullptr) return true;
  if (!operation->is_enabled() && now_ < operation->deadline) return false;
  return operation->then == nullptr || operation->then->is_enabled();
}

ThreadSet Execution::runnable() {
  ThreadSet set = 0;
  for (ThreadSet rest = live_; rest != 0; rest &= rest - 1) {
    const ThreadId id = lowest(rest);
    Thread& thread = threads_[id];
    if (can_go_on(thread)) {
      set |= ThreadSet{1} << id;
    } else if (!thread.blocked) {
      thread.blocked = newly_blocked_ = true;
      announce_blocked(id);
    }
  }
  return set;
}

void Execution::announce_blocked(ThreadId id) {
  const Operation& operation = *threads_[id].pending;
  Event blocked = event(operation.kind, operation.object, operation.where, operation.value,
                        Shape::blocked, operation.other);
  const ThreadId current = std::exchange(current_, id);
  record(blocked);
  current_ = current;
}

// earliest_deadline is the next moment at which a waiting thread gives up or wakes; kNever without
// one.
Time Execution::earliest_deadline() const {
  Time earliest = kNever;
  for (ThreadSet rest = live_; rest != 0; rest &= rest - 1) {
    const Operation* operation = threads_[lowest(rest)].pending;
    // A deadline that has passed no longer moves the clock: its thread waits for `then`.
    if (operation != nullptr && operation->deadline > now_) {
      earliest = std::min(earliest, operation->deadline);
    }
  }
  return earliest;
}

// may_fire are the threads that wait for a moment: where timers may be late, any of them may come
// before another, and while others can go on.
ThreadSet Execution::may_fire() const {
  ThreadSet set = 0;
  for (ThreadSet rest = live_; rest != 0; rest &= rest - 1) {
    const Operation* operation = threads_[lowest(rest)].pending;
    if (operation != nullptr && operation->deadline != kNever &&
        (operation->then == nullptr || operation->then->is_enabled())) {
      set |= rest & -rest;
    }
  }
  return set;
}

// decide is the thread that goes on from this scheduling point, or the fate the execution ends
// with. It never switches: under Asyncify a function that does is several times as long.
Execution::Decision Execution::decide() {
  ThreadSet set = runnable();
  while (set == 0) {
    const Time next = earliest_deadline();
    if (next == kNever) return {.fate = Fate::deadlock};
    if (std::exchange(newly_blocked_, false)) tell_cycle();
    if (options_.watcher != nullptr) options_.watcher->clock_moves(*this);
    now_ = next;
    set = runnable();
  }
  const ThreadId previous = current_;
  if (std::exchange(newly_blocked_, false)) tell_cycle();
  if (result_.steps == options_.max_steps || trace_.bytes().size() > kTraceLimit) {
    return {.fate = Fate::step_limit};
  }
  ++result_.steps;
  const ThreadSet able = set;
  if (options_.late_timers) set |= may_fire();
  ThreadId next = lowest(set);
  const bool choice = (set & (set - 1)) != 0;
  if (choice || scheduler_.every_step()) next = scheduler_.choose_thread(set, previous);
  if (next == kNoThread) return {.fate = Fate::stopped};
  if (choice) {
    INTERLEAVE_ASSERT(contains(set, next), "A scheduler chooses a runnable thread");
    choices_.push_back({static_cast<std::uint8_t>(size_of(set)),
                        static_cast<std::uint8_t>(rank_of(set, next)),
                        static_cast<std::uint8_t>(rank_of(set, default_thread(set, previous)))});
  }
  if (options_.late_timers && !can_go_on(threads_[next])) {
    now_ = std::max(now_, threads_[next].pending->deadline);
  }
  const bool preemption = next != previous && contains(able, previous);
  if (preemption) ++result_.preemptions;
  if (options_.record) {
    Event step;
    step.kind = Kind::step;
    step.thread = next;
    step.other = previous;
    step.value = static_cast<std::int64_t>(set);
    if (preemption) step.flags |= kPreemption;
    record(step);
  }
  return {.next = next};
}

std::vector<Waiting> Execution::waiting() const {
  std::vector<Waiting> edges;
  for (ThreadSet rest = live_; rest != 0; rest &= rest - 1) {
    const ThreadId id = lowest(rest);
    const Operation* operation = threads_[id].pending;
    if (operation == nullptr || can_go_on(threads_[id])) continue;
    // A waiter that was signalled, or whose time is over, waits for its lock by now.
    if (operation->is_enabled() || operation->deadline <= now_) {
      operation = operation->then;
    } else if (operation->deadline != kNever) {
      continue;
    }
    Waiting edge;
    edge.thread = id;
    edge.kind = operation->kind;
    edge.object = operation->object->id();
    edge.object_name = operation->object->name();
    edge.holder = operation->object->owner();
    edge.holder_ended = edge.holder != kNoThread && !contains(live_, edge.holder);
    edge.unheard = operation->object->unheard();
    edge.line = operation->where.line;
    edges.push_back(std::move(edge));
  }
  return edges;
}

// may_be_cycle tells, for less than the cycle costs, whether some thread waits for one that waits.
bool Execution::may_be_cycle() const {
  ThreadSet stuck = 0;
  ThreadSet holders = 0;
  for (ThreadSet rest = live_; rest != 0; rest &= rest - 1) {
    const Thread& thread = threads_[lowest(rest)];
    if (thread.pending == nullptr || can_go_on(thread)) continue;
    stuck |= rest & -rest;
    for (const Operation* it = thread.pending; it != nullptr; it = it->then) {
      if (it->object == nullptr) continue;
      const ThreadId holder = it->object->owner();
      if (holder != kNoThread) holders |= ThreadSet{1} << holder;
    }
  }
  return (stuck & holders) != 0;
}

// tell_cycle records that threads wait for each other while others still go on, once each.
void Execution::tell_cycle() {
  if (!may_be_cycle()) return;
  const std::vector<Waiting> edges = waiting();
  for (const Waiting& edge : edges) {
    if (contains(told_partial_, edge.thread)) continue;
    const std::vector<Waiting> cycle = find_cycle(edges, edge.thread);
    if (cycle.empty()) continue;
    for (const Waiting& stuck : cycle) told_partial_ |= ThreadSet{1} << stuck.thread;
    record_deadlock(cycle, true);
  }
}

void Execution::record_deadlock(const std::vector<Waiting>& edges, bool partial) {
  const ThreadId current = current_;
  for (const Waiting& waiting : edges) {
    Event edge;
    edge.kind = Kind::edge;
    edge.object = waiting.object;
    edge.other = waiting.holder;
    edge.line = static_cast<std::uint16_t>(waiting.line);
    current_ = waiting.thread;
    record(edge);
  }
  current_ = current;
  Event deadlock;
  deadlock.kind = Kind::deadlock;
  deadlock.value = static_cast<std::int64_t>(edges.size());
  deadlock.other = partial ? 1 : 0;
  record(deadlock,
         explain_deadlock(edges, partial, [this](ThreadId id) { return threads_[id].name; }));
}

// end_with settles the result. The caller then gives control back to run(), which cancels whoever
// is left.
void Execution::end_with(Fate fate) {
  if (options_.watcher != nullptr) options_.watcher->ends(*this);
  result_.fate = fate;
  result_.elapsed = now_;
  switch (fate) {
    case Fate::deadlock:
      result_.waiting = waiting();
      result_.sentence = explain_deadlock(result_.waiting, false,
                                          [this](ThreadId id) { return threads_[id].name; });
      record_deadlock(result_.waiting, false);
      break;
    case Fate::step_limit:
      result_.sentence = "Stopped after " + std::to_string(result_.steps) +
                         " steps: the limit of one controlled run.";
      break;
    case Fate::exception:
      result_.sentence = "Finished, but an exception ended a thread.";
      break;
    default:
      result_.sentence = "Finished.";
  }
}

void Execution::cancel_all() {
  cancelling_ = true;
  while (live_ != 0) {
    // The latest first: what a thread works on may lie on the stack of the one that started it.
    current_ = static_cast<ThreadId>(std::bit_width(live_) - 1);
    host_.enter(*threads_[current_].fiber);
  }
  current_ = kMainThread;
}

}  // namespace interleave
