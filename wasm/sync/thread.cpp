#include "sync/thread.h"

#include <atomic>
#include <exception>

#include "sync/errors.h"

namespace interleave {

namespace {

// report_uncaught writes to standard error what Python writes when an exception ends a thread, but
// for the frames of the stack, which C++ does not keep.
void report_uncaught(Engine& engine, const std::exception_ptr& escaped, Location where) {
  std::string what;
  try {
    std::rethrow_exception(escaped);
  } catch (const std::exception& exception) {
    what = exception.what();
  }
  Operation printing;
  printing.kind = Kind::print;
  printing.where = where;
  engine.point(printing);
  constexpr std::int64_t kStandardError = 2;
  engine.record(event(Kind::print, nullptr, where, kStandardError),
                "Exception in thread " + engine.thread_name(engine.self()) +
                    ":\nTraceback (most recent call last):\n" + what + "\n");
}

}  // namespace

// State outlives the handle: the thread marks its end there. Its owner is the thread itself, so
// that joining is waiting for a thread like any other.
struct Thread::State : Object {
  State() : Object(Silent{}) {}

  std::atomic<bool> started = false;
  bool finished = false;
  std::atomic<ThreadId> id = kNoThread;
};

Thread::Thread(std::string target_name, std::function<void()> target)
    : Thread(std::move(target_name), std::move(target), Options{}) {}

Thread::Thread(std::string target_name, std::function<void()> target, Options options)
    : name_(std::move(options.name)),
      target_(std::move(target)),
      daemon_(options.daemon),
      state_(std::make_shared<State>()) {
  if (name_.empty()) {
    name_ = "Thread-" + std::to_string(Engine::current().next_unnamed_thread()) + " (" +
            target_name + ")";
  }
}

void Thread::start(Location where) {
  Engine& engine = Engine::current();
  if (state_->started) throw RuntimeError("threads can only be started once");
  Operation starting;
  starting.kind = Kind::start;
  starting.where = where;
  engine.point(starting);
  state_->started = true;
  const auto run = [state = state_, target = target_, where] {
    Engine& engine = Engine::current();
    {
      const Section section(engine, *state);
      state->id = engine.self();
      state->set_owner(engine.self());
    }
    // Marks the end on every way out.
    struct AtEnd {
      Engine& engine;
      State& state;
      ~AtEnd() {
        const Section section(engine, state);
        state.finished = true;
        engine.unpark_all(state);
      }
    } const at_end{engine, *state};
    std::exception_ptr escaped;
    try {
      target();
    } catch (const std::exception& exception) {
      escaped = std::current_exception();
    }
    if (escaped) {
      report_uncaught(engine, escaped, where);
      std::rethrow_exception(escaped);
    }
  };
  const ThreadId id = engine.spawn(run, name_, daemon_, where);
  if (id == kNoThread) {
    if (engine.cancelling()) return;
    state_->started = false;
    throw RuntimeError("can't start new thread");
  }
  const Section section(engine, *state_);
  state_->id = id;
  state_->set_owner(id);
}

bool Thread::join(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  if (!state_->started) throw RuntimeError("cannot join thread before it is started");
  if (state_->id == engine.self()) throw RuntimeError("cannot join current thread");
  Operation joining;
  joining.kind = Kind::join;
  joining.object = state_.get();
  joining.other = state_->id;
  joining.where = where;
  joining.enabled = [](const void* it) { return static_cast<const State*>(it)->finished; };
  joining.context = state_.get();
  joining.deadline = deadline_after(engine, timeout);
  const Shape shape = engine.park(joining);
  const Section section(engine, *state_, Section::adopt);
  engine.record(event(Kind::join, nullptr, where, 0, shape, state_->id));
  return shape != Shape::timed_out;
}

std::string current_thread_name() {
  Engine& engine = Engine::current();
  return engine.thread_name(engine.self());
}

}  // namespace interleave
