#include "explore/levels.h"

namespace interleave {

void Levels::saw(const Event& event) {
  if (event.object == 0) return;
  const auto value = static_cast<std::int32_t>(event.value);
  if (event.kind == Kind::object) {
    Level level;
    level.type = static_cast<ObjectType>(event.other);
    switch (level.type) {
      case ObjectType::lock:
      case ObjectType::rlock:
        level.available = 1;
        break;
      case ObjectType::semaphore:
        level.available = value;
        break;
      case ObjectType::event:
      case ObjectType::barrier:
        level.available = 0;
        break;
      case ObjectType::queue:
      case ObjectType::pipe:
        level.available = 0;
        level.capacity = value;
        break;
      default:
        return;
    }
    levels_.of(event.object) = level;
    return;
  }
  const bool took_effect = event.shape() == Shape::done || event.shape() == Shape::resumed;
  if (!took_effect) return;
  Level& level = levels_.of(event.object);
  if (level.type == ObjectType::shared) return;  // it is not followed
  const bool is_lock = level.type == ObjectType::lock || level.type == ObjectType::rlock;
  switch (event.kind) {
    case Kind::acquire:
      level.available = is_lock ? 0 : value;
      break;
    case Kind::release:
      level.available = is_lock ? (value == 0 ? 1 : 0) : value;
      break;
    case Kind::put:
      ++level.unfinished;
      level.available = value;
      break;
    case Kind::get:
      level.available = value;
      break;
    case Kind::task_done:
      level.unfinished = value;
      break;
    case Kind::set:
      level.available = 1;
      break;
    case Kind::clear:
      if (level.type != ObjectType::barrier) level.available = 0;
      break;
    case Kind::phase:
      level.available = value;
      break;
    case Kind::close:
      if (value != 0) level.closed = true;
      break;
    default:
      break;
  }
}

Level Levels::of(Key key) const {
  const auto object = static_cast<ObjectId>(key);
  const Level* const found = key == key_of(object) ? levels_.find(object) : nullptr;
  return found == nullptr ? Level{} : *found;
}

namespace {

// could_run_at_barrier tells the same of an operation on a barrier.
bool could_run_at_barrier(Kind kind, std::int32_t state) {
  constexpr std::int32_t kFilling = 0, kActing = 1, kBroken = 4;  // Barrier::State
  if (kind == Kind::arrive) return state == kFilling || state == kBroken;
  if (kind == Kind::pass) return state != kFilling && state != kActing;
  return state != kActing;
}

}  // namespace

bool could_run(Kind kind, bool waits, const Level& level) {
  if (!waits) return true;
  if (level.type == ObjectType::barrier) return could_run_at_barrier(kind, level.available);
  // Where an end was closed, an end of file or a broken pipe may be what can be had.
  if (level.closed) return true;
  switch (kind) {
    case Kind::join:
      return false;
    case Kind::put:
      return level.capacity == 0 || level.available < level.capacity;
    case Kind::wait:
      if (level.type == ObjectType::event) return level.available != 0;
      if (level.type == ObjectType::queue) return level.unfinished == 0;
      if (level.type == ObjectType::pipe) return level.available != 0;
      return false;
    default:
      return level.available != 0;
  }
}

}  // namespace interleave
