// The trace: what happened in one execution, as records in their global order.
//
// Invariant: a trace is append-only. Nothing rewrites a record once it has its sequence number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "kernel/ids.h"

namespace interleave {

// Kind says what an event tells; the rows of event.def in their order.
enum class Kind : std::uint8_t {
#define EVENT(name, done, blocked, resumed, timed_out, failed) name,
#include "kernel/event.def"
#undef EVENT
};

inline constexpr unsigned kKindCount = 0
#define EVENT(name, done, blocked, resumed, timed_out, failed) +1
#include "kernel/event.def"
#undef EVENT
    ;

// Shape says how an operation went. An acquire at once is `done`; one that had to wait is `blocked`
// and later `resumed`, or `timed_out`; a try that found the object taken is `failed`.
enum class Shape : std::uint8_t { done, blocked, resumed, timed_out, failed };

// The type of an object, told by its `object` event.
enum class ObjectType : std::uint16_t {
  lock,
  rlock,
  condition,
  semaphore,
  event,
  queue,
  shared,
  buffer,
  barrier,
  cache,
  pipe,
  process,
};

// Flag bits beside the shape.
inline constexpr std::uint8_t kShapeMask = 0x07;
inline constexpr std::uint8_t kValueIsDouble = 0x08;
inline constexpr std::uint8_t kValueIsBool = 0x10;
inline constexpr std::uint8_t kPreemption = 0x20;
inline constexpr std::uint8_t kNoValue = 0x40;  // of a queue's `object`: it counts no tasks
// Live, on the way to the collector: what is blocked goes on at some time by itself.
inline constexpr std::uint8_t kForATime = 0x80;

// Event is one record. Its text, if any, follows it, padded with zeros to a multiple of 8 bytes.
struct Event {
  std::uint32_t sequence = 0;
  ThreadId thread = kMainThread;
  Kind kind = Kind::step;
  std::uint8_t flags = 0;
  ObjectId object = 0;
  std::uint16_t line = 0;
  ThreadId other = kNoThread;
  Time time = 0;
  std::int64_t value = 0;
  std::uint32_t text_size = 0;
  std::uint32_t reserved = 0;

  Shape shape() const { return static_cast<Shape>(flags & kShapeMask); }
};
static_assert(sizeof(Event) == 40, "the wire format fixes the record's size");

// record_size is the bytes that a record with `text_size` bytes of text takes.
constexpr std::size_t record_size(std::size_t text_size) {
  return sizeof(Event) + ((text_size + 7) & ~std::size_t{7});
}

// Trace holds records one after another in one block of bytes.
class Trace {
 public:
  // reserve makes room for `bytes` at once, so that appending does not move what is there.
  void reserve(std::size_t bytes);
  void clear() { bytes_.clear(), count_ = 0; }

  // append adds `event` with `text` and gives it the next sequence number.
  void append(Event event, std::string_view text = {});

  const std::vector<std::byte>& bytes() const { return bytes_; }
  std::uint32_t count() const { return count_; }

  // for_each calls visit(event, text) for every record in order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t at = 0; at < bytes_.size();) {
      Event event;
      std::memcpy(&event, bytes_.data() + at, sizeof event);
      visit(event,
            std::string_view(reinterpret_cast<const char*>(bytes_.data()) + at + sizeof event,
                             event.text_size));
      at += record_size(event.text_size);
    }
  }

 private:
  std::vector<std::byte> bytes_;
  std::uint32_t count_ = 0;
};

}  // namespace interleave
