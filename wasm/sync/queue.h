// Queue, LifoQueue, PriorityQueue, SimpleQueue: items handed from thread to thread, as in Python's
// queue module.
#pragma once

#include <type_traits>
#include <utility>

#include "kernel/engine.h"
#include "sync/errors.h"
#include "sync/point.h"
#include "sync/shelves.h"
#include "sync/text.h"
#include "sync/timeout.h"

namespace interleave {

// QueueState is what all queues share, whatever their items are.
class QueueState : public Object {
 public:
  // qsize is how many items there are: by the time the caller looks, others may have changed it.
  int qsize(Location where = Location::here()) const;
  bool empty(Location where = Location::here()) const { return qsize(where) == 0; }
  bool full(Location where = Location::here()) const {
    const int size = qsize(where);
    return maxsize_ > 0 && size >= maxsize_;
  }

 protected:
  QueueState(int maxsize, std::string name, Location where)
      : Object(ObjectType::queue, std::move(name), maxsize > 0 ? maxsize : 0, where),
        maxsize_(maxsize) {}

  bool has_room() const { return maxsize_ <= 0 || size_ < maxsize_; }

  // enter_put and enter_get wait until there is room, or an item. When all went well they return
  // inside the section; otherwise that is told by then. Cancelled, there is nobody to throw for.
  enum class Went { well, badly, cancelled };
  Went enter_put(bool block, const Timeout& timeout, Location where, Shape& shape);
  Went enter_get(bool block, const Timeout& timeout, Location where, Shape& shape);

  // added and taken tell of the item and wake who waits for it, inside the section.
  void added(Shape shape, std::string_view text, Location where);
  void taken(Shape shape, std::string_view text, Location where);

  void count_task_done(Location where);
  void wait_until_done(Location where);

 private:
  Went enter(Kind kind, bool block, const Timeout& timeout, bool (*enabled)(const void*),
             Location where, Shape& shape);

  const int maxsize_;
  int size_ = 0;
  int unfinished_ = 0;
};

// BasicQueue gives items out in the order of its Shelf. `maxsize` items fit; 0 or less is no bound.
template <class Item, class Shelf>
class BasicQueue : public QueueState {
 public:
  // put adds `item`, waiting while the queue is full. Throws Full when `timeout` was over first,
  // ValueError when it is negative; without a bound it never waits, and never looks.
  void put(Item item, Timeout timeout = std::nullopt, Location where = Location::here()) {
    put_item(std::move(item), true, timeout, where);
  }
  template <Bool Block>
  void put(Item item, Block block, Timeout timeout = std::nullopt,
           Location where = Location::here()) {
    put_item(std::move(item), block, timeout, where);
  }

  // put_nowait adds `item` if there is room. Throws Full when there is not.
  void put_nowait(Item item, Location where = Location::here()) {
    put_item(std::move(item), false, std::nullopt, where);
  }

  // get takes the next item, waiting while there is none. Throws Empty when `timeout` was over
  // first, ValueError when it is negative.
  Item get(Timeout timeout = std::nullopt, Location where = Location::here()) {
    return get_item(true, timeout, where);
  }
  template <Bool Block>
  Item get(Block block, Timeout timeout = std::nullopt, Location where = Location::here()) {
    return get_item(block, timeout, where);
  }

  // get_nowait takes the next item. Throws Empty when there is none.
  Item get_nowait(Location where = Location::here()) {
    return get_item(false, std::nullopt, where);
  }

 protected:
  using QueueState::QueueState;

 private:
  void put_item(Item item, bool block, const Timeout& timeout, Location where) {
    Shape shape = Shape::done;
    const Went went = enter_put(block, timeout, where, shape);
    if (went == Went::badly) throw Full();
    if (went == Went::cancelled) return;
    const Section section(Engine::current(), *this, Section::adopt);
    added(shape, item_text(shelf_.put(std::move(item))), where);
  }

  Item get_item(bool block, const Timeout& timeout, Location where) {
    Shape shape = Shape::done;
    const Went went = enter_get(block, timeout, where, shape);
    if constexpr (std::is_default_constructible_v<Item>) {
      if (went == Went::cancelled) return Item();
    }
    if (went != Went::well) throw Empty();
    const Section section(Engine::current(), *this, Section::adopt);
    Item item = shelf_.take();
    taken(shape, item_text(item), where);
    return item;
  }

  // item_text is what the reader sees of an item.
  static std::string item_text(const Item& item) {
    if constexpr (requires { to_text(item); }) {
      return to_text(item);
    } else {
      return "an item";
    }
  }

  Shelf shelf_;
};

// TaskQueue adds what the queues of Python share but the simple one.
template <class Item, class Shelf>
class TaskQueue : public BasicQueue<Item, Shelf> {
 public:
  // task_done tells that an item that was taken has been dealt with. Throws ValueError when called
  // more often than items were put.
  void task_done(Location where = Location::here()) { this->count_task_done(where); }

  // join waits until every item that was put has been dealt with.
  void join(Location where = Location::here()) { this->wait_until_done(where); }

 protected:
  using BasicQueue<Item, Shelf>::BasicQueue;
};

// Queue gives items out in the order they came in.
template <class Item>
class Queue final : public TaskQueue<Item, FirstInFirstOut<Item>> {
 public:
  explicit Queue(int maxsize = 0, std::string name = "", Location where = Location::here())
      : TaskQueue<Item, FirstInFirstOut<Item>>(maxsize, std::move(name), where) {}
};

// LifoQueue gives out the newest item first.
template <class Item>
class LifoQueue final : public TaskQueue<Item, LastInFirstOut<Item>> {
 public:
  explicit LifoQueue(int maxsize = 0, std::string name = "", Location where = Location::here())
      : TaskQueue<Item, LastInFirstOut<Item>>(maxsize, std::move(name), where) {}
};

// PriorityQueue gives out the lowest item first.
template <class Item>
class PriorityQueue final : public TaskQueue<Item, LowestFirst<Item>> {
 public:
  explicit PriorityQueue(int maxsize = 0, std::string name = "", Location where = Location::here())
      : TaskQueue<Item, LowestFirst<Item>>(maxsize, std::move(name), where) {}
};

// SimpleQueue has no bound and counts no tasks.
template <class Item>
class SimpleQueue final : public BasicQueue<Item, FirstInFirstOut<Item>> {
 public:
  explicit SimpleQueue(std::string name = "", Location where = Location::here())
      : BasicQueue<Item, FirstInFirstOut<Item>>(0, std::move(name), where) {}
};

}  // namespace interleave
