#include "explore/footprint.h"

#include <algorithm>

#include "kernel/controlled/scheduler.h"

namespace interleave {
namespace {

constexpr Key kSignal = Key{8} << 32;

}  // namespace

void Footprint::add(Key key, Mode mode) {
  for (unsigned i = 0; i < count; ++i) {
    if (accesses[i].key != key) continue;
    if (accesses[i].mode != mode) accesses[i].mode = Mode::write;
    return;
  }
  if (count == kMost) {
    everything = true;
    return;
  }
  accesses[count++] = {key, mode};
}

bool Footprint::awaits_signal() const {
  return everything || std::any_of(accesses.begin(), accesses.begin() + count,
                                   [](Access access) { return access.key >> 32 == kSignal >> 32; });
}

Key end_of(ThreadId thread) { return (Key{2} << 32) | thread; }

Key signal_of(ThreadId thread) { return kSignal | thread; }

Key key_of(const Object& object, ThreadId other) {
  if (object.id() != 0) return key_of(object.id());
  if (other != kNoThread) return end_of(other);
  return kAnyEnd;
}

namespace {

Mode mode_of(const Operation& operation) {
  switch (operation.kind) {
    case Kind::read:
    case Kind::join:
    case Kind::alive:
    case Kind::count:
      return Mode::read;
    case Kind::acquire:
      return Mode::acquire;
    case Kind::release:
    case Kind::pass:
      return Mode::add;
    case Kind::wait:
      // On an event flag, or for a queue's end, a thread looks whether it may go on; on a condition
      // it joins those who wait.
      return operation.enabled != nullptr ? Mode::read : Mode::add;
    default:
      return Mode::write;
  }
}

}  // namespace

Footprint footprint_of(const Operation& operation, ThreadId thread, bool late_timers) {
  Footprint print;
  switch (operation.kind) {
    case Kind::start:
      print.add(kThreads, Mode::write);
      break;
    case Kind::alive:
    case Kind::count:
      // Who was not started yet may be by then.
      if (operation.other == kNoThread) print.add(kThreads, Mode::read);
      break;
    case Kind::kill:
      print.everything = true;  // whatever the threads of that process would have done
      break;
    case Kind::print:
      print.add(kOutput, Mode::write);
      break;
    case Kind::sleep:
      if (late_timers) print.add(kClock, Mode::write);
      break;
    default:
      break;
  }
  if (operation.then != nullptr) {
    // A waiter that goes on depends on who notified it, and not on any other notification; where
    // its time may be over, on whoever might have.
    print.add(signal_of(thread), Mode::read);
    if (operation.deadline != kNever) print.add(key_of(*operation.object, kNoThread), Mode::read);
    print.add(key_of(*operation.then->object, kNoThread), Mode::acquire);
  } else if (operation.object != nullptr && operation.kind != Kind::start) {
    // A recursive lock that its owner takes again changes nothing for others.
    const bool again = operation.kind == Kind::acquire && operation.enabled == nullptr &&
                       operation.object->owner() == thread;
    if (!again) print.add(key_of(*operation.object, operation.other), mode_of(operation));
  }
  for (ThreadSet rest = operation.ends; rest != 0; rest &= rest - 1) {
    print.add(end_of(lowest(rest)), Mode::read);
  }
  if (late_timers && operation.deadline != kNever) print.add(kClock, Mode::write);
  return print;
}

bool conflict(Mode a, Mode b) {
  if (a == b) return a == Mode::write || a == Mode::acquire;
  return true;
}

bool dependent(const Footprint& a, ThreadId thread_a, const Footprint& b, ThreadId thread_b) {
  if (thread_a == thread_b || a.everything || b.everything) return true;
  if (contains(a.started, thread_b) || contains(b.started, thread_a)) return true;
  for (unsigned i = 0; i < a.count; ++i) {
    for (unsigned j = 0; j < b.count; ++j) {
      if (a.accesses[i].key == b.accesses[j].key &&
          conflict(a.accesses[i].mode, b.accesses[j].mode)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace interleave
