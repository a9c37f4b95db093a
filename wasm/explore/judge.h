// Judge: what is wrong with an execution, whether or not it came out right: data races by
// happens-before, and locks that are taken in opposite orders.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "explore/by_object.h"
#include "kernel/engine.h"

namespace interleave {

// DataRace is two accesses of one value, one of them a write, that nothing orders.
struct DataRace {
  struct Access {
    ThreadId thread = kNoThread;
    Kind kind = Kind::read;
    std::uint32_t line = 0;
    std::vector<std::string> held;  // the locks that the thread held
  };
  std::string value;  // the shared value's name
  Access first, second;
  // The last thing that the second thread did that could have ordered them, by object and line;
  // empty when it did nothing of the kind.
  std::string last_synchronisation;
  std::uint32_t last_line = 0;
};

// Inversion is a cycle of locks, each taken while the one before was held.
struct Inversion {
  struct Edge {
    std::string held, taken;
    ThreadId thread = kNoThread;
    std::uint32_t line = 0;
  };
  std::vector<Edge> edges;
};

// Judge follows the events of one execution after another and keeps what is new. The vector clocks
// are those of Lamport and Mattern; a value remembers its last write and the reads since, as in
// FastTrack (Flanagan and Freund, PLDI 2009). Accesses of a shared value order nothing, but
// fetch_add does: it is one step.
class Judge {
 public:
  // kMostEdges bounds the distinct places of an execution where a lock is taken while another is
  // held: a cycle is looked for from each of them.
  static constexpr std::size_t kMostEdges = 64;

  // begin forgets the last execution, not what was found.
  void begin();
  void saw(const Event& event, std::string_view text);
  // end looks for inversions, once the execution is over.
  void end();

  const std::vector<DataRace>& races() const { return races_; }
  const std::vector<Inversion>& inversions() const { return inversions_; }

  // edges_lost tells whether some execution had more than kMostEdges.
  bool edges_lost() const { return edges_lost_; }

  // raced and inverted tell of the last execution alone.
  bool raced() const { return raced_; }
  bool inverted() const { return inverted_; }

 private:
  using Clock = std::vector<std::uint32_t>;
  struct Mark {
    ThreadId thread = kNoThread;
    std::uint32_t time = 0;
    Kind kind = Kind::read;
    std::uint32_t line = 0;
    std::vector<ObjectId> held;
  };
  struct Thread {
    Clock clock;
    std::vector<ObjectId> held;
    ObjectId last_object = 0;
    std::uint32_t last_line = 0;
  };
  struct Object {
    std::string name;
    ObjectType type{};
    Clock published;
    Mark write;
    std::vector<Mark> reads;
  };
  struct HeldEdge {
    ObjectId held, taken;
    ThreadId thread;
    std::uint32_t line;
    std::vector<ObjectId> gates;  // what else was held
    bool operator==(const HeldEdge&) const = default;
  };

  Thread& thread(ThreadId id);
  void acquire(ThreadId id, const Clock& from);
  void release(ThreadId id, Clock& into);
  void access(const Event& event, Object& object);
  void note_edge(HeldEdge edge);
  void compare(const Mark& first, const Mark& second, ObjectId object);
  std::string name(ObjectId object) const;
  std::vector<std::string> names(const std::vector<ObjectId>& objects) const;

  std::vector<Thread> threads_;
  ByObject<Object> objects_;
  std::array<Clock, kMaxThreads> ended_;
  bool edges_lost_ = false;
  std::vector<HeldEdge> edges_;
  std::set<std::string> known_;
  std::vector<DataRace> races_;
  std::vector<Inversion> inversions_;
  bool raced_ = false;
  bool inverted_ = false;
};

}  // namespace interleave
