// The names that everything else is told in: threads, objects, program time.
#pragma once

#include <cstdint>
#include <limits>

namespace interleave {

// ThreadId names a thread of the program in the order of starting; 0 is the main thread.
using ThreadId = std::uint16_t;
inline constexpr ThreadId kMainThread = 0;
inline constexpr ThreadId kNoThread = 0xffff;

// ThreadSet is a set of threads, one bit a ThreadId.
using ThreadSet = std::uint64_t;

// size_of is the number of threads in `set`. Sets are small, and std::popcount is a call into the
// compiler's library on processors that need not have the instruction.
constexpr unsigned size_of(ThreadSet set) {
  unsigned size = 0;
  for (; set != 0; set &= set - 1) ++size;
  return size;
}

// kMaxThreads bounds the threads of one execution, the main thread included.
inline constexpr unsigned kMaxThreads = 64;

// ProcessId names a process in the order of starting; 0 is the main process.
using ProcessId = std::uint16_t;
inline constexpr ProcessId kMainProcess = 0;
inline constexpr ProcessId kNoProcess = 0xffff;

// kMaxProcesses bounds the processes of one execution, the main process included.
inline constexpr unsigned kMaxProcesses = 32;

// ProcessSet is a set of processes, one bit a ProcessId.
using ProcessSet = std::uint32_t;

// ObjectId names a synchronisation object or shared value, from 1 in the order of creation; 0 is
// none. Where objects are named by their creator, the first of each thread is number 1 above so
// many bits that are the thread's.
using ObjectId = std::uint32_t;
inline constexpr unsigned kObjectBits = 20;

// Time is program time in nanoseconds since the execution began: virtual in a controlled execution,
// scaled by the speed in a live one.
using Time = std::int64_t;
inline constexpr Time kNever = std::numeric_limits<Time>::max();
inline constexpr Time kSecond = 1'000'000'000;

// to_time is `seconds` as Time, saturating at kNever; negative and NaN become 0.
constexpr Time to_time(double seconds) {
  if (!(seconds > 0)) return 0;
  if (seconds >= 9.0e9) return kNever;
  return static_cast<Time>(seconds * 1e9 + 0.5);
}

// to_seconds is `time` in seconds.
constexpr double to_seconds(Time time) { return static_cast<double>(time) / 1e9; }

}  // namespace interleave
