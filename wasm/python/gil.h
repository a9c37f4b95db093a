// Gil: the global interpreter lock of CPython, for programs that compute.
#pragma once

#include <atomic>

#include "kernel/engine.h"

namespace interleave {

// Gil is held by the thread that runs Python; the others wait for it. The one that has had it for
// kSwitchInterval hands it to who waits longest, and may not take it again before (D. Beazley,
// "Understanding the Python GIL", PyCon 2010, on CPython 3.2 and later). A thread gives it up while
// it sleeps or waits.
class Gil final : public Object {
 public:
  // kSwitchInterval is sys.getswitchinterval(): 5 ms.
  static constexpr Time kSwitchInterval = 5'000'000;

  explicit Gil(std::string name = "GIL", Location where = Location::here())
      : Object(ObjectType::lock, std::move(name), 0, where) {}

  void take(Location where = Location::here());
  void drop(Location where = Location::here());

  // checkpoint hands the lock over when it is time to and somebody waits.
  void checkpoint(Location where = Location::here());

  // Held is a thread's time in the interpreter, Released the time in which it waits; both do
  // nothing for a null pointer: a program without the lock.
  class Held {
   public:
    explicit Held(Gil* gil, Location where = Location::here());
    ~Held() noexcept(false);
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

   private:
    Gil* gil_;
    Location where_;
  };
  class Released {
   public:
    explicit Released(Gil* gil, Location where = Location::here());
    ~Released() noexcept(false);
    Released(const Released&) = delete;
    Released& operator=(const Released&) = delete;

   private:
    Gil* gil_;
    Location where_;
  };

  // of_caller is the one that the calling thread holds, null without.
  static Gil* of_caller();

 private:
  void give_up(Engine& engine, Location where, bool hand_over);

  bool held_ = false;
  bool handed_over_ = false;  // to anybody but last_
  ThreadId last_ = kNoThread;
  Time taken_at_ = 0;
  std::atomic<unsigned> waiting_ = 0;
};

}  // namespace interleave
