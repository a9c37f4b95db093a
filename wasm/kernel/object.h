// Object: what operations are on. The kernel knows of it only what an engine needs: a name, who
// holds it, who waits for it, and the section that keeps its state together on real threads.
#pragma once

#include <atomic>
#include <string>

#include "kernel/commons.h"
#include "kernel/ids.h"
#include "kernel/location.h"
#include "kernel/trace.h"

namespace interleave {

struct Waiter;

class Object {
 public:
  // Object declares itself to the running execution. `name` is what the reader sees; empty stands
  // for the type's name and number. `value` is the capacity, the permits, or the first value.
  // Requires: an execution is running on this thread.
  Object(ObjectType type, std::string name, std::int64_t value, Location where,
         std::uint8_t flags = 0, std::string_view text = {});

  // A silent object has no id and no event: it only gives threads a place to wait. `owner` is the
  // thread that its waiters wait for.
  struct Silent {};
  explicit Object(Silent, ThreadId owner = kNoThread) : owner_(owner) {}

  // A common object is in every process: each has an Object of its own for it, whose state lies in
  // a block of the commons. The first form makes one with `words` words of state, and throws
  // std::bad_alloc when the commons are full; the second is another Object for the one of `id`.
  struct Common {
    Word words = 0;
  };
  Object(Common common, ObjectType type, std::string name, std::int64_t value, Location where,
         std::uint8_t flags = 0);
  Object(Word block, ObjectId id, std::string name);

  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  ObjectId id() const { return id_; }
  const std::string& name() const { return name_; }

  // owner is the thread that alone can let the waiters go on, or kNoThread where nobody in
  // particular can. Written inside the object's section.
  ThreadId owner() const {
    return block_ == 0 ? owner_.load(std::memory_order_relaxed) : common_owner();
  }
  void set_owner(ThreadId owner) {
    if (block_ == 0) {
      owner_.store(owner, std::memory_order_relaxed);
    } else {
      set_common_owner(owner);
    }
  }

  // block is the common object's place in the commons; 0 for any other.
  Word block() const { return block_; }

  // unheard tells whether a signal came when nobody waited, and was lost. Written inside the
  // section.
  bool unheard() const { return unheard_.load(std::memory_order_relaxed); }
  void set_unheard() { unheard_.store(true, std::memory_order_relaxed); }

 private:
  friend class LiveEngine;

  ThreadId common_owner() const;
  void set_common_owner(ThreadId owner);

  ObjectId id_ = 0;
  Word block_ = 0;
  std::string name_;
  std::atomic<ThreadId> owner_ = kNoThread;
  std::atomic<bool> unheard_ = false;

  // Used by the live engine alone.
  std::atomic<std::uint32_t> section_ = 0;
  Waiter* first_waiter_ = nullptr;
  Waiter* last_waiter_ = nullptr;
};

}  // namespace interleave
