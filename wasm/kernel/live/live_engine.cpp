// The threads' side of a live run; the collector's side is in collector.cpp.
#include "kernel/live/live_engine.h"

#include <algorithm>
#include <bit>
#include <thread>
#include <utility>

#include "kernel/assert.h"
#include "kernel/live/registered.h"
#include "kernel/throwing.h"

namespace interleave {
namespace {

thread_local void* current_thread = nullptr;

}  // namespace

LiveEngine::LiveEngine(Carriers& carriers, Options options)
    : carriers_(carriers),
      cores_(std::max(1u, std::thread::hardware_concurrency())),
      options_(options),
      clock_(options.time_scale) {}

LiveEngine::~LiveEngine() {
  INTERLEAVE_ASSERT(carried_.load() == 0, "A live run is destroyed only after its threads left");
}

void LiveEngine::start(Task body) {
  clock_.restart();
  if (Commons* const commons = options_.commons) {
    commons->store_wide(Commons::kStarted, clock_.began_at());
    commons->store_wide(Commons::kDate, std::bit_cast<std::uint64_t>(clock_.started_at()));
    commons->store_wide(Commons::kSeed, options_.seed);
    commons->store_wide(Commons::kScale, std::bit_cast<std::uint64_t>(options_.time_scale));
  }
  Thread* const main = add_thread(std::move(body), "MainThread", false, nullptr);
  carriers_.run([this, main] { run_thread(*main); });
}

// add_thread makes a thread's record; null when there is no room for one more.
LiveEngine::Thread* LiveEngine::add_thread(Task body, std::string name, bool daemon,
                                           Thread* starter) {
  const std::scoped_lock guard(registry_);
  const bool first = thread_count_.load() == 0;
  unsigned id = first ? main_ : thread_count_.load();
  if (options_.commons != nullptr && !first) id = options_.commons->add(Commons::kThreads, 1);
  if (id >= kMaxThreads) {
    if (options_.commons != nullptr) options_.commons->add(Commons::kThreads, ~0u);
    return nullptr;
  }
  auto thread = std::make_unique<Thread>();
  thread->id = static_cast<ThreadId>(id);
  thread->name = std::move(name);
  thread->body = std::move(body);
  thread->daemon = daemon;
  thread->random = SplitMix64::stream(options_.seed, id);
  if (!daemon) ++live_users_;
  thread->starter = starter;
  if (starter != nullptr) starter->children.fetch_add(1);
  carried_.fetch_add(1);
  threads_[id] = std::move(thread);
  note_run();
  thread_count_.store(id + 1, std::memory_order_release);
  return threads_[id].get();
}

ThreadId LiveEngine::spawn(Task body, std::string name, bool daemon, Location where) {
  if (cancelling()) return kNoThread;
  Thread* const thread = add_thread(std::move(body), std::move(name), daemon, &here());
  if (thread == nullptr) return kNoThread;
  record(event(Kind::start, nullptr, where, daemon ? 1 : 0, Shape::done, thread->id), thread->name);
  carriers_.run([this, thread] { run_thread(*thread); });
  return thread->id;
}

void LiveEngine::run_thread(Thread& thread) {
  const RunningHere here(*this);
  current_thread = &thread;
  going_.fetch_add(1);
  Event begin;
  begin.kind = Kind::begin;
  begin.value = options_.process;
  record(begin, thread.name);
  Event end;
  end.kind = Kind::end;
  Ended ended;
  run_guarded(thread.body, ended);
  clear_guarded(thread.body);
  end.value = ended.how;
  record(end, ended.text);
  {
    const std::scoped_lock guard(registry_);
    thread.live = false;
    note_run();
    if (end.value == 1) any_exception_ = true;
    if (end.value == 2 && !thread.daemon) any_stopped_ = true;
    if (!thread.daemon) --live_users_;
  }
  current_thread = nullptr;
  going_.fetch_sub(1);
  if (thread.starter != nullptr) {
    thread.starter->children.fetch_sub(1);
    futex_wake(thread.starter->children, 1);
  }
  activity_.fetch_add(1);
  std::atomic<std::uint32_t>& activity = activity_;
  // From here on the engine may be gone: only the address is still used.
  carried_.fetch_sub(1);
  futex_wake(activity, 1);
}

LiveEngine::Thread& LiveEngine::here() const {
  INTERLEAVE_ASSERT(current_thread != nullptr, "This OS thread runs no thread of the program");
  return *static_cast<Thread*>(current_thread);
}

ThreadId LiveEngine::self() const noexcept { return here().id; }

std::string LiveEngine::thread_name(ThreadId thread) const {
  const std::scoped_lock guard(registry_);
  return threads_[thread]->name;
}

double LiveEngine::random() noexcept { return here().random.unit(); }

void LiveEngine::check_stop() {
  if (cancelling() && std::uncaught_exceptions() == 0) leave_cancelled();
}

// leave_cancelled unwinds the calling thread. The threads that it started go first: what they work
// on may lie on its stack.
void LiveEngine::leave_cancelled() {
  Thread& thread = here();
  std::uint32_t children;
  while ((children = thread.children.load()) != 0) futex_wait(thread.children, children, -1);
  throw Cancelled{};
}

void LiveEngine::point(const Operation&) { check_stop(); }

Shape LiveEngine::park(const Operation& operation) {
  check_stop();
  Thread& thread = here();
  Object& object = *operation.object;
  Waiter waiter{&operation, &thread.word};
  bool blocked = operation.announced;
  enter(object);
  for (;;) {
    const std::uint32_t epoch = epoch_of(object);
    if (operation.is_enabled()) return blocked ? Shape::resumed : Shape::done;
    if (cancelling()) {
      // Unwinding: the caller goes on with whatever there is, nobody looks at it any more.
      if (std::uncaught_exceptions() > 0) return Shape::timed_out;
      leave(object);
      leave_cancelled();
    }
    if (operation.deadline != kNever && now() >= operation.deadline) return Shape::timed_out;
    if (!std::exchange(blocked, true)) {
      Event announced = event(operation.kind, &object, operation.where, operation.value,
                              Shape::blocked, operation.other);
      if (operation.deadline != kNever) announced.flags |= kForATime;
      record(announced);
    }
    if (object.block() != 0) {
      wait_common(thread, operation, epoch);
      continue;
    }
    thread.word.store(0);
    waiter.queued = true;
    waiter.next = nullptr;
    waiter.previous = object.last_waiter_;
    (object.last_waiter_ == nullptr ? object.first_waiter_ : object.last_waiter_->next) = &waiter;
    object.last_waiter_ = &waiter;
    leave(object);
    {
      const Registered entry(*this, thread, operation.deadline == kNever ? &operation : nullptr);
      if (!cancelling()) wait(thread, operation.deadline);
    }
    enter(object);
    if (waiter.queued) unqueue(object, waiter);
  }
}

// wait sleeps until the thread's word is set or the deadline has passed.
void LiveEngine::wait(Thread& thread, Time deadline) {
  while (thread.word.load() == 0) {
    const std::int64_t left = time_left(deadline);
    if (left == 0) return;
    futex_wait(thread.word, 0, left);
  }
}

// time_left is how many nanoseconds there are until `deadline`: 0 when it is over, negative when
// there is none.
std::int64_t LiveEngine::time_left(Time deadline) {
  if (deadline == kNever) return -1;
  const Time left = deadline - now();
  return left <= 0 ? 0 : clock_.real(left);
}

void LiveEngine::unqueue(Object& object, Waiter& waiter) {
  (waiter.previous == nullptr ? object.first_waiter_ : waiter.previous->next) = waiter.next;
  (waiter.next == nullptr ? object.last_waiter_ : waiter.next->previous) = waiter.previous;
  waiter.queued = false;
}

void LiveEngine::unpark_one(Object& object) noexcept {
  if (object.block() != 0) {
    unpark_all(object);
    return;
  }
  for (Waiter* waiter = object.first_waiter_; waiter != nullptr; waiter = waiter->next) {
    if (!waiter->operation->is_enabled()) continue;
    unqueue(object, *waiter);
    waiter->word->store(1);
    futex_wake(*waiter->word, 1);
    return;
  }
}

void LiveEngine::unpark_all(Object& object) noexcept {
  if (object.block() != 0) {
    Commons& shared = *options_.commons;
    if (shared.load(object.block() + Commons::waiters) == 0) return;
    shared.add(object.block() + Commons::epoch, 1);
    shared.wake(object.block() + Commons::epoch);
    return;
  }
  for (Waiter* waiter = object.first_waiter_; waiter != nullptr;) {
    Waiter* const next = waiter->next;
    if (waiter->operation->is_enabled()) {
      unqueue(object, *waiter);
      waiter->word->store(1);
      futex_wake(*waiter->word, 1);
    }
    waiter = next;
  }
}

void LiveEngine::sleep_until(Time deadline, Location) {
  check_stop();
  Thread& thread = here();
  if (deadline <= now()) {
    yield_thread();
    return;
  }
  thread.word.store(0);
  const Registered entry(*this, thread, nullptr);
  if (!cancelling()) wait(thread, deadline);
  check_stop();
}

void LiveEngine::share(unsigned count, const std::function<void(unsigned)>& work) {
  const unsigned going = going_.load(std::memory_order_relaxed);
  carriers_.share(count, work, cores_ > going ? std::min(cores_ - going, count - 1) : 0);
}

void LiveEngine::record(Event event) noexcept { push(event, {}); }

void LiveEngine::record(Event event, std::string_view text) { push(event, text); }

void LiveEngine::push(Event event, std::string_view text) {
  // kStampEvery bounds how stale a coarse time can be within one busy thread.
  constexpr unsigned kStampEvery = 64;
  Thread& thread = here();
  const bool lane = event.shape() != Shape::done || event.kind == Kind::begin ||
                    event.kind == Kind::end || event.kind == Kind::start ||
                    event.kind == Kind::print;
  if (LiveClock::kCheap || lane || ++thread.since_stamp >= kStampEvery) {
    thread.stamp = clock_.now();
    thread.since_stamp = 0;
  } else {
    const Time coarse = clock_.coarse();
    if (coarse > thread.stamp) thread.stamp = coarse;
  }
  event.thread = thread.id;
  event.time = thread.stamp;
  event.sequence = options_.commons != nullptr ? options_.commons->add(Commons::kSequence, 1)
                                               : sequence_.fetch_add(1, std::memory_order_relaxed);
  thread.ring.push(event, text);
}

void LiveEngine::bump_activity() {
  activity_.fetch_add(1);
  futex_wake(activity_, 1);
}

}  // namespace interleave
