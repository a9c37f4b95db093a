// The wait-for graph: who waits for whom, and the sentence that explains a deadlock.
#pragma once

#include <string>
#include <vector>

#include "kernel/engine.h"

namespace interleave {

// Waiting is one edge: `thread` waits to do `kind` on `object`, which `holder` alone can give up
// (kNoThread where nobody in particular can). The holder may have ended with it; a signal may have
// been lost on the object before.
struct Waiting {
  ThreadId thread = kNoThread;
  Kind kind = Kind::step;
  ObjectId object = 0;
  std::string object_name;
  ThreadId holder = kNoThread;
  std::uint32_t line = 0;
  bool holder_ended = false;
  bool unheard = false;
};

// find_cycle is the cycle that following holders from `start` runs into, in the order of waiting,
// or empty. `waiting` has at most one edge a thread.
std::vector<Waiting> find_cycle(const std::vector<Waiting>& waiting, ThreadId start);

// explain_deadlock tells in words why the threads in `waiting` cannot go on: the cycle if there is
// one, then whoever waits besides. `name` gives a thread's name.
template <class Name>
std::string explain_deadlock(const std::vector<Waiting>& waiting, bool partial, Name&& name);

namespace detail {
std::string explain(const std::vector<Waiting>& waiting, const std::vector<std::string>& names,
                    bool partial);
}

template <class Name>
std::string explain_deadlock(const std::vector<Waiting>& waiting, bool partial, Name&& name) {
  std::vector<std::string> names(kMaxThreads);
  for (const Waiting& edge : waiting) {
    names[edge.thread] = name(edge.thread);
    if (edge.holder != kNoThread) names[edge.holder] = name(edge.holder);
  }
  return detail::explain(waiting, names, partial);
}

}  // namespace interleave
