// Shelves: the orders in which a queue gives its items out.
#pragma once

#include <deque>
#include <utility>
#include <vector>

namespace interleave {

// FirstInFirstOut gives out the oldest item.
template <class Item>
class FirstInFirstOut {
 public:
  std::size_t size() const { return items_.size(); }
  const Item& put(Item item) {
    items_.push_back(std::move(item));
    return items_.back();
  }
  Item take() {
    Item item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

 private:
  std::deque<Item> items_;
};

// LastInFirstOut gives out the newest item.
template <class Item>
class LastInFirstOut {
 public:
  std::size_t size() const { return items_.size(); }
  const Item& put(Item item) {
    items_.push_back(std::move(item));
    return items_.back();
  }
  Item take() {
    Item item = std::move(items_.back());
    items_.pop_back();
    return item;
  }

 private:
  std::vector<Item> items_;
};

// LowestFirst gives out the smallest item by `<`. Which of several equal ones is first is decided
// by the moves of CPython's heapq, which these are.
template <class Item>
class LowestFirst {
 public:
  std::size_t size() const { return heap_.size(); }

  const Item& put(Item item) {
    heap_.push_back(std::move(item));
    return heap_[rise(0, heap_.size() - 1)];
  }

  Item take() {
    Item last = std::move(heap_.back());
    heap_.pop_back();
    if (heap_.empty()) return last;
    Item lowest = std::exchange(heap_.front(), std::move(last));
    sink();
    return lowest;
  }

 private:
  // rise moves the item at `at` up, not above `top`, until its parent is not greater.
  std::size_t rise(std::size_t top, std::size_t at) {
    while (at > top) {
      const std::size_t parent = (at - 1) / 2;
      if (!(heap_[at] < heap_[parent])) break;
      std::swap(heap_[at], heap_[parent]);
      at = parent;
    }
    return at;
  }

  // sink moves the first item down to a leaf, always up the smaller child, and then up to its
  // place.
  void sink() {
    std::size_t at = 0;
    for (std::size_t child = 1; child < heap_.size(); child = 2 * at + 1) {
      const std::size_t right = child + 1;
      if (right < heap_.size() && !(heap_[child] < heap_[right])) child = right;
      std::swap(heap_[at], heap_[child]);
      at = child;
    }
    rise(0, at);
  }

  std::vector<Item> heap_;
};

}  // namespace interleave
