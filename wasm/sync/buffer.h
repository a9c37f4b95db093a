// Buffer: a double-ended queue that threads share, as Python's collections.deque.
#pragma once

#include <deque>

#include "kernel/engine.h"
#include "sync/errors.h"
#include "sync/text.h"

namespace interleave {

// Buffer takes items at its right end and gives them at its left. Each operation is one step, as in
// CPython, but none waits: who takes from an empty one gets an error. `capacity` is only what the
// reader is shown; keeping within it is the program's business.
template <class Item>
class Buffer final : public Object {
 public:
  explicit Buffer(int capacity = 0, std::string name = "", Location where = Location::here())
      : Object(ObjectType::buffer, std::move(name), capacity, where) {}

  // append adds `item` at the right end.
  void append(Item item, Location where = Location::here()) {
    Engine& engine = at_point(Kind::put, where);
    const Section section(engine, *this);
    items_.push_back(std::move(item));
    engine.record(event(Kind::put, this, where, size()), to_text(items_.back()));
  }

  // popleft takes the item at the left end. Throws IndexError when there is none.
  Item popleft(Location where = Location::here()) {
    Engine& engine = at_point(Kind::get, where);
    const Section section(engine, *this);
    if (items_.empty()) {
      engine.record(event(Kind::get, this, where, 0, Shape::failed));
      throw IndexError("pop from an empty deque");
    }
    Item item = std::move(items_.front());
    items_.pop_front();
    engine.record(event(Kind::get, this, where, size()), to_text(item));
    return item;
  }

  // len is how many items there are.
  int len(Location where = Location::here()) {
    Engine& engine = at_point(Kind::read, where);
    const Section section(engine, *this);
    engine.record(event(Kind::read, this, where, size()));
    return size();
  }

 private:
  int size() const { return static_cast<int>(items_.size()); }

  Engine& at_point(Kind kind, Location where) {
    Engine& engine = Engine::current();
    Operation operation;
    operation.kind = kind;
    operation.object = this;
    operation.where = where;
    engine.point(operation);
    return engine;
  }

  std::deque<Item> items_;
};

}  // namespace interleave
