#include "explore/follow.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace interleave {
namespace {

// is_silent tells of a step that leaves no record: a turn at what the reader does not see.
bool is_silent(const Operation& operation) {
  return operation.kind == Kind::acquire && operation.object != nullptr &&
         operation.object->id() == 0;
}

// tells_of tells whether an event of kind `told` is what comes of an operation: who puts or gets
// may find the other end closed.
bool tells_of(Kind told, Kind operation) {
  return told == operation ||
         (told == Kind::close && (operation == Kind::get || operation == Kind::put));
}

}  // namespace

void Follow::add(const std::byte* records, std::size_t size) {
  for (std::size_t at = 0; at + sizeof(Event) <= size;) {
    Event event;
    std::memcpy(&event, records + at, sizeof event);
    at += record_size(event.text_size);
    if (event.kind == Kind::object &&
        static_cast<ObjectType>(event.other) == ObjectType::condition) {
      conditions_.insert(event.object);
    }
    if (event.thread < kMaxThreads) note(event);
  }
}

// note keeps an event that stands for a step: one per scheduling point of the controlled engine.
void Follow::note(const Event& event) {
  const bool blocked = event.shape() == Shape::blocked;
  switch (event.kind) {
    case Kind::wait: {
      // On a condition, giving up the lock is one step and going on with it another.
      const bool condition = conditions_.contains(event.object);
      if (blocked && !condition) return;
      chained_[event.thread] = condition && !blocked;
      break;
    }
    case Kind::acquire:
      if (blocked) return;
      if (std::exchange(chained_[event.thread], false)) return;
      break;
    case Kind::release:
      // The release inside a condition's wait is no step of its own.
      if (!operations_[event.thread].empty() &&
          operations_[event.thread].back().kind == Kind::wait &&
          operations_[event.thread].back().sequence + 1 == event.sequence) {
        return;
      }
      break;
    case Kind::sleep:
    case Kind::start:
    case Kind::notify:
    case Kind::set:
    case Kind::clear:
    case Kind::task_done:
    case Kind::read:
    case Kind::write:
    case Kind::update:
    case Kind::print:
    case Kind::alive:
    case Kind::count:
    case Kind::abort:
    case Kind::kill:
      break;
    case Kind::close:
      // A process that exits closes what it leaves behind, in no step of its own.
      if (event.shape() == Shape::done && event.line == 0) return;
      break;
    case Kind::join:
    case Kind::put:
    case Kind::get:
    case Kind::arrive:
    case Kind::pass:
      if (blocked) return;
      break;
    default:
      return;
  }
  operations_[event.thread].push_back({event.sequence, event.kind});
}

void Follow::begin(const Execution& execution) {
  execution_ = &execution;
  next_.fill(0);
  diverged_at_.reset();
}

ThreadId Follow::choose_thread(ThreadSet runnable, ThreadId current) {
  ThreadId best = kNoThread;
  std::uint32_t best_at = 0;
  // The first of all, runnable or not, tells whether the live run can be followed.
  std::uint32_t first = ~0u;
  for (ThreadSet rest = execution_->live(); rest != 0; rest &= rest - 1) {
    const ThreadId thread = lowest(rest);
    if (next_[thread] >= operations_[thread].size()) continue;
    const std::uint32_t at = operations_[thread][next_[thread]].sequence;
    first = std::min(first, at);
    if (contains(runnable, thread) && (best == kNoThread || at < best_at)) {
      best = thread;
      best_at = at;
    }
  }
  if (best == kNoThread) {
    // The live run was stopped here, or had gone another way before.
    best = default_thread(runnable, current);
  } else {
    const interleave::Operation* pending = execution_->pending(best);
    // What no record tells of goes on at once.
    if (pending != nullptr && is_silent(*pending)) return best;
    const bool same =
        pending == nullptr || tells_of(operations_[best][next_[best]].kind, pending->kind);
    if (!diverged_at_ && (best_at != first || !same)) diverged_at_ = same ? first : best_at;
    ++next_[best];
  }
  return best;
}

}  // namespace interleave
