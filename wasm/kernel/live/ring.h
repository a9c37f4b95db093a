// Ring: one thread's events on their way to the collector.
//
// Invariant: one thread pushes and one pops. Nothing is lost: a push into a full ring waits.
#pragma once

#include <atomic>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/live/futex.h"
#include "kernel/trace.h"

namespace interleave {

class Ring {
 public:
  static constexpr std::uint32_t kCapacity = 256 * 1024;
  // A longer text travels beside the ring: the record then holds the address of a copy.
  static constexpr std::size_t kMaxInlineText = 4096;

  Ring() : data_(std::make_unique_for_overwrite<std::byte[]>(kCapacity)) {}

  // push adds `event` with `text`; waits while there is no room. The pushing thread only.
  void push(Event event, std::string_view text) {
    event.text_size = static_cast<std::uint32_t>(text.size());
    event.reserved = 0;
    std::string* elsewhere = nullptr;
    if (text.size() > kMaxInlineText) {
      elsewhere = new std::string(text);
      event.reserved = 1;
      text = {reinterpret_cast<const char*>(&elsewhere), sizeof elsewhere};
    }
    const auto size = static_cast<std::uint32_t>(record_size(text.size()));
    const std::uint32_t tail = tail_.load(std::memory_order_relaxed);
    if (kCapacity - (tail - known_head_) < size) wait_for_room(tail, size);
    write(tail, &event, sizeof event);
    if (!text.empty()) write(tail + sizeof event, text.data(), text.size());
    tail_.store(tail + size, std::memory_order_release);
  }

  // front copies the oldest record's header to `event`; false when the ring is empty. The
  // collector only.
  bool front(Event& event) {
    const std::uint32_t head = head_.load(std::memory_order_relaxed);
    if (known_tail_ == head) known_tail_ = tail_.load(std::memory_order_acquire);
    if (known_tail_ == head) return false;
    read(head, &event, sizeof event);
    return true;
  }

  // pop removes the record that front() told of and writes its text to `text`, which has room for
  // event.text_size bytes. The collector only.
  void pop(const Event& event, char* text) {
    const std::uint32_t head = head_.load(std::memory_order_relaxed);
    std::size_t inline_size = event.text_size;
    if (event.reserved == 0) {
      read(head + sizeof event, text, event.text_size);
    } else {
      std::string* elsewhere = nullptr;
      inline_size = sizeof elsewhere;
      read(head + sizeof event, &elsewhere, inline_size);
      std::memcpy(text, elsewhere->data(), elsewhere->size());
      delete elsewhere;
    }
    head_.store(head + static_cast<std::uint32_t>(record_size(inline_size)));
    if (waiting_.load() != 0) futex_wake(head_, 1);
  }

 private:
  void wait_for_room(std::uint32_t tail, std::uint32_t size) {
    waiting_.store(1);
    for (;;) {
      known_head_ = head_.load();
      if (kCapacity - (tail - known_head_) >= size) break;
      futex_wait(head_, known_head_, -1);
    }
    waiting_.store(0);
  }

  void write(std::uint32_t at, const void* from, std::size_t size) {
    at %= kCapacity;
    const std::size_t first = size < kCapacity - at ? size : kCapacity - at;
    std::memcpy(data_.get() + at, from, first);
    if (first < size) {
      std::memcpy(data_.get(), static_cast<const char*>(from) + first, size - first);
    }
  }

  void read(std::uint32_t at, void* to, std::size_t size) const {
    at %= kCapacity;
    const std::size_t first = size < kCapacity - at ? size : kCapacity - at;
    std::memcpy(to, data_.get() + at, first);
    if (first < size) std::memcpy(static_cast<char*>(to) + first, data_.get(), size - first);
  }

  std::unique_ptr<std::byte[]> data_;
  alignas(64) std::atomic<std::uint32_t> tail_ = 0;
  std::uint32_t known_head_ = 0;  // the pusher's last look at head_
  alignas(64) std::atomic<std::uint32_t> head_ = 0;
  std::uint32_t known_tail_ = 0;  // the popper's last look at tail_
  std::atomic<std::uint32_t> waiting_ = 0;
};

}  // namespace interleave
