// Object: what operations are on. The kernel knows of it only what an engine needs: a name, who
// holds it, who waits for it, and the section that keeps its state together on real threads.
#pragma once

#include <atomic>
#include <string>

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

  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  ObjectId id() const { return id_; }
  const std::string& name() const { return name_; }

  // owner is the thread that alone can let the waiters go on, or kNoThread where nobody in
  // particular can. Written inside the object's section.
  ThreadId owner() const { return owner_.load(std::memory_order_relaxed); }
  void set_owner(ThreadId owner) { owner_.store(owner, std::memory_order_relaxed); }

  // unheard tells whether a signal came when nobody waited, and was lost. Written inside the
  // section.
  bool unheard() const { return unheard_.load(std::memory_order_relaxed); }
  void set_unheard() { unheard_.store(true, std::memory_order_relaxed); }

 private:
  friend class LiveEngine;

  ObjectId id_ = 0;
  std::string name_;
  std::atomic<ThreadId> owner_ = kNoThread;
  std::atomic<bool> unheard_ = false;

  // Used by the live engine alone.
  std::atomic<std::uint32_t> section_ = 0;
  Waiter* first_waiter_ = nullptr;
  Waiter* last_waiter_ = nullptr;
};

}  // namespace interleave
