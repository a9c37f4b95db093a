#include "kernel/wait_for.h"

#include <algorithm>

namespace interleave {
namespace {

const Waiting* edge_of(const std::vector<Waiting>& waiting, ThreadId thread) {
  const auto found = std::find_if(waiting.begin(), waiting.end(),
                                  [&](const Waiting& edge) { return edge.thread == thread; });
  return found == waiting.end() ? nullptr : &*found;
}

// what_for is the reason one thread waits, after its name.
std::string what_for(const Waiting& edge, const std::vector<std::string>& names) {
  const std::string& object = edge.object_name;
  const bool held = edge.holder != kNoThread;
  switch (edge.kind) {
    case Kind::join:
      return held ? "waits for " + names[edge.holder] + " to finish"
                  : "waits for the threads that it started to finish";
    case Kind::acquire:
      if (edge.holder == edge.thread) return "waits for " + object + ", which it holds itself";
      if (edge.holder_ended) {
        return "waits for " + object + ", which " + names[edge.holder] + " held when it ended";
      }
      return "waits for " + object +
             (held ? ", which " + names[edge.holder] + " holds"
                   : ", and nobody is left to release it");
    case Kind::wait:
      return "waits on " + object + ", and nobody is left to signal it" +
             (edge.unheard ? " (a wake-up was lost: the signal came when nobody waited)" : "");
    case Kind::put:
      return "waits for room in " + object + ", and nobody is left to take an item";
    case Kind::get:
      return "waits for an item in " + object + ", and nobody is left to put one";
    case Kind::arrive:
      return "waits at " + object + ", and nobody is left to leave it";
    case Kind::pass:
      return "waits at " + object + ", and nobody is left to arrive";
    default:
      return "waits for " + object + ", and nobody is left to change it";
  }
}

}  // namespace

std::vector<Waiting> find_cycle(const std::vector<Waiting>& waiting, ThreadId start) {
  std::vector<Waiting> path;
  for (const Waiting* edge = edge_of(waiting, start); edge != nullptr;
       edge = edge_of(waiting, edge->holder)) {
    path.push_back(*edge);
    const auto again = std::find_if(path.begin(), path.end(), [&](const Waiting& earlier) {
      return earlier.thread == edge->holder;
    });
    if (again != path.end()) return {again, path.end()};
    if (edge->holder == kNoThread) break;
  }
  return {};
}

std::string detail::explain(const std::vector<Waiting>& waiting,
                            const std::vector<std::string>& names, bool partial) {
  std::vector<Waiting> told;
  for (const Waiting& edge : waiting) {
    told = find_cycle(waiting, edge.thread);
    if (!told.empty()) break;
  }
  std::string sentence = partial ? "Partial deadlock: " : "Deadlock: ";
  const bool cycle = !told.empty();
  if (!cycle) sentence += "no thread can go on. ";
  std::vector<Waiting> others;
  for (const Waiting& edge : waiting) {
    if (edge_of(told, edge.thread) == nullptr) others.push_back(edge);
  }
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Waiting& edge = told[i];
    const Waiting& before = told[(i + told.size() - 1) % told.size()];
    sentence += (i > 0 ? ", " : "") + names[edge.thread] + " ";
    // Around the cycle, each holds what the one before waits for.
    if (told.size() > 1 && before.kind == Kind::acquire && edge.kind == Kind::acquire) {
      sentence += "holds " + before.object_name + " and waits for " + edge.object_name;
    } else {
      sentence += what_for(edge, names);
    }
  }
  if (cycle) sentence += others.empty() ? "." : ". ";
  for (std::size_t i = 0; i < others.size(); ++i) {
    sentence += (i > 0 ? "; " : "") + names[others[i].thread] + " " + what_for(others[i], names);
  }
  if (!others.empty()) sentence += ".";
  return sentence;
}

}  // namespace interleave
