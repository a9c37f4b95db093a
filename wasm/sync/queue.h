// Queue: items handed from thread to thread, as Python's queue.Queue.
#pragma once

#include <deque>

#include "kernel/engine.h"
#include "sync/errors.h"
#include "sync/text.h"
#include "sync/timeout.h"

namespace interleave {

// Full and Empty leave a put or get that would have had to wait longer than it may.
class Full : public Error {
 public:
  Full() : Error("queue.Full", "") {}
};
class Empty : public Error {
 public:
  Empty() : Error("_queue.Empty", "") {}  // the module that CPython defines it in
};

// Queue gives items out in the order they came in. `maxsize` items fit; 0 or less is no bound.
template <class Item>
class Queue final : public Object {
 public:
  explicit Queue(int maxsize = 0, std::string name = "", Location where = Location::here())
      : Object(ObjectType::queue, std::move(name), maxsize > 0 ? maxsize : 0, where),
        maxsize_(maxsize) {}

  // put adds `item`, waiting while the queue is full. Throws Full when `timeout` was over first,
  // ValueError when it is negative; without a bound it never waits, and never looks.
  void put(Item item, Timeout timeout = std::nullopt, Location where = Location::here()) {
    if (maxsize_ > 0) check(timeout);
    Engine& engine = Engine::current();
    Operation operation = of(Kind::put, where, [](const void* it) { return self(it).has_room(); });
    operation.deadline = deadline_after(engine, timeout);
    const Shape shape = engine.park(operation);
    const Section section(engine, *this, Section::adopt);
    if (shape == Shape::timed_out) {
      engine.record(event(Kind::put, this, where, size(), shape));
      throw Full();
    }
    add(engine, std::move(item), shape, where);
  }

  // put_nowait adds `item` if there is room. Throws Full when there is not.
  void put_nowait(Item item, Location where = Location::here()) {
    Engine& engine = Engine::current();
    engine.point(of(Kind::put, where));
    const Section section(engine, *this);
    if (!has_room()) {
      engine.record(event(Kind::put, this, where, size(), Shape::failed));
      throw Full();
    }
    add(engine, std::move(item), Shape::done, where);
  }

  // get takes the oldest item, waiting while there is none. Throws Empty when `timeout` was over
  // first, ValueError when it is negative.
  Item get(Timeout timeout = std::nullopt, Location where = Location::here()) {
    check(timeout);
    Engine& engine = Engine::current();
    Operation operation =
        of(Kind::get, where, [](const void* it) { return !self(it).items_.empty(); });
    operation.deadline = deadline_after(engine, timeout);
    const Shape shape = engine.park(operation);
    const Section section(engine, *this, Section::adopt);
    if (shape == Shape::timed_out) {
      engine.record(event(Kind::get, this, where, 0, shape));
      throw Empty();
    }
    return take(engine, shape, where);
  }

  // get_nowait takes the oldest item. Throws Empty when there is none.
  Item get_nowait(Location where = Location::here()) {
    Engine& engine = Engine::current();
    engine.point(of(Kind::get, where));
    const Section section(engine, *this);
    if (items_.empty()) {
      engine.record(event(Kind::get, this, where, 0, Shape::failed));
      throw Empty();
    }
    return take(engine, Shape::done, where);
  }

  // qsize is how many items there are: by the time the caller looks, others may have changed it.
  int qsize(Location where = Location::here()) {
    Engine& engine = Engine::current();
    engine.point(of(Kind::read, where));
    const Section section(engine, *this);
    engine.record(event(Kind::read, this, where, size()));
    return size();
  }

  // task_done tells that an item that was taken has been dealt with. Throws ValueError when called
  // more often than items were put.
  void task_done(Location where = Location::here()) {
    Engine& engine = Engine::current();
    engine.point(of(Kind::task_done, where));
    const Section section(engine, *this);
    if (unfinished_ <= 0) throw ValueError("task_done() called too many times");
    --unfinished_;
    engine.record(event(Kind::task_done, this, where, unfinished_));
    if (unfinished_ == 0) engine.unpark_all(*this);
  }

  // join waits until every item that was put has been dealt with.
  void join(Location where = Location::here()) {
    Engine& engine = Engine::current();
    const Operation operation =
        of(Kind::wait, where, [](const void* it) { return self(it).unfinished_ == 0; });
    const Shape shape = engine.park(operation);
    const Section section(engine, *this, Section::adopt);
    engine.record(event(Kind::wait, this, where, 0, shape));
  }

 private:
  int size() const { return static_cast<int>(items_.size()); }
  bool has_room() const { return maxsize_ <= 0 || size() < maxsize_; }

  static void check(const Timeout& timeout) {
    if (timeout && *timeout < 0) throw ValueError("'timeout' must be a non-negative number");
  }

  Operation of(Kind kind, Location where, bool (*enabled)(const void*) = nullptr) {
    Operation operation;
    operation.kind = kind;
    operation.object = this;
    operation.where = where;
    operation.enabled = enabled;
    operation.context = this;
    return operation;
  }

  static const Queue& self(const void* it) { return *static_cast<const Queue*>(it); }

  void add(Engine& engine, Item item, Shape shape, Location where) {
    items_.push_back(std::move(item));
    ++unfinished_;
    engine.record(event(Kind::put, this, where, size(), shape), to_text(items_.back()));
    engine.unpark_one(*this);
  }

  Item take(Engine& engine, Shape shape, Location where) {
    Item item = std::move(items_.front());
    items_.pop_front();
    engine.record(event(Kind::get, this, where, size(), shape), to_text(item));
    engine.unpark_one(*this);
    return item;
  }

  const int maxsize_;
  std::deque<Item> items_;
  int unfinished_ = 0;
};

}  // namespace interleave
