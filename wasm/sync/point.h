// at_point: the scheduling point before an operation that never waits.
#pragma once

#include "kernel/engine.h"

namespace interleave {

// at_point passes the point before `kind` on `object`, and returns the engine.
inline Engine& at_point(Kind kind, const Object& object, Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = kind, .object = const_cast<Object*>(&object), .where = where});
  return engine;
}

}  // namespace interleave
