// RunRecord: what a run told and how it ended, whichever engine it ran on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/controlled/scheduler.h"
#include "kernel/engine.h"

namespace interleave::testing {

// Told is one event with its text, copied out of a trace.
struct Told {
  Event event;
  std::string text;
};

struct RunRecord {
  Fate fate = Fate::finished;
  std::string sentence;
  std::uint32_t steps = 0;
  std::uint32_t preemptions = 0;
  Time elapsed = 0;
  std::vector<Told> events;
  std::vector<std::byte> bytes;
  std::vector<Choice> choices;

  // add appends records, to the bytes and to the events.
  void add(const std::byte* records, std::size_t size);

  // of are the events of `kind`, in order; count is how many of them have `shape`.
  std::vector<Told> of(Kind kind) const;
  int count(Kind kind, Shape shape = Shape::done) const;

  // output is what the program printed on `stream` (1 standard output, 2 standard error).
  std::string output(int stream = 1) const;
  std::vector<std::string> lines() const;

  // object is the id of the object with this name; 0 when there is none.
  ObjectId object(std::string_view name) const;

  // shapes names the shapes of `kind` on the object `name` by `thread`: "blocked resumed".
  std::string shapes(Kind kind, std::string_view name, ThreadId thread) const;
};

// well_formed is empty when the run keeps the rules that hold for every trace, or says what is
// wrong: sequence numbers without gaps, times that never run back, each thread's events between its
// begin and its end, a `resumed` or `timed_out` after its `blocked`, one finish at the end.
std::string well_formed(const RunRecord& run);

}  // namespace interleave::testing
