// Footprint: what a step touches, and whether two steps may be swapped.
//
// Two steps are dependent when their order can matter. The relation decides what partial-order
// reduction may leave out, so it errs on the side of dependence, and is exact where the counts of
// the literature are: reads of one object do not depend, nor do two releases, nor a thread that
// waits on a condition and another that does; a failed try is a read.
#pragma once

#include <array>
#include <cstdint>

#include "kernel/engine.h"

namespace interleave {

// Mode is how a step touches an object. Steps that touch it in the same mode depend only when that
// is `write`.
enum class Mode : std::uint8_t {
  read,     // looks
  add,      // commutes with itself: a release, a thread that starts to wait or passes a barrier, a
            // thread's end
  acquire,  // takes what one alone can have
  write,    // anything else
};

// Key names an object, or one of the things that every execution has.
using Key = std::uint64_t;
constexpr Key key_of(ObjectId object) { return Key{1} << 32 | object; }

struct Access {
  Key key = 0;
  Mode mode = Mode::read;
};

struct Footprint {
  // kMost bounds the objects of one step that are told apart; a step that touches more depends on
  // every other.
  static constexpr unsigned kMost = 12;

  std::array<Access, kMost> accesses;
  unsigned count = 0;
  bool everything = false;
  ThreadSet started = 0;  // threads that the step started

  void add(Key key, Mode mode);

  // awaits_signal tells whether it depends on a notification.
  bool awaits_signal() const;
};

// The keys of what is no object.
Key key_of(const Object& object, ThreadId other);
Key end_of(ThreadId thread);
inline constexpr Key kOutput = Key{3} << 32;   // all prints are one output
inline constexpr Key kThreads = Key{4} << 32;  // the numbering of threads
inline constexpr Key kLife = Key{5} << 32;     // whether the program still runs, for daemons
inline constexpr Key kClock = Key{6} << 32;    // the time, where timers may be late
Key signal_of(ThreadId thread);                // a notification of one waiting thread
inline constexpr Key kAnyEnd = Key{7} << 32;   // the end of whatever thread

// footprint_of is what a thread's next step touches, as far as its operation tells beforehand.
Footprint footprint_of(const Operation& operation, ThreadId thread, bool late_timers);

// conflict tells whether accesses of one object depend.
bool conflict(Mode a, Mode b);

// dependent tells whether steps of two threads depend by what they touch.
bool dependent(const Footprint& a, ThreadId thread_a, const Footprint& b, ThreadId thread_b);

}  // namespace interleave
