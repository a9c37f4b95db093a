// Levels: what there is to take of each object, followed from the events: permits, items, whether a
// flag is set. A race can be reversed only if the later step could have run before the earlier one.
#pragma once

#include <cstdint>

#include "explore/by_object.h"
#include "explore/footprint.h"
#include "kernel/trace.h"

namespace interleave {

// Level is an object's state between two steps.
struct Level {
  ObjectType type = ObjectType::shared;
  // Permits, items, 1 for a free lock or a set flag, a barrier's state; -1: not known.
  std::int32_t available = -1;
  std::int32_t capacity = 0;    // of a queue; 0: no bound
  std::int32_t unfinished = 0;  // tasks of a queue
  bool closed = false;          // whether nobody has an end of it any more
};

class Levels {
 public:
  void clear() { levels_.clear(); }
  void saw(const Event& event);
  Level of(Key key) const;

 private:
  ByObject<Level> levels_;
};

// could_run tells whether a waiting operation of `kind` on an object at `level` could take effect.
// `waits` tells that the operation waits until it is enabled; one that does not can always run.
bool could_run(Kind kind, bool waits, const Level& level);

}  // namespace interleave
