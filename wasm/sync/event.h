// EventFlag: a flag that threads can wait for, as Python's threading.Event. (`Event` is the trace's
// word for a record; programs say threading::Event.)
#pragma once

#include "kernel/engine.h"
#include "sync/timeout.h"

namespace interleave {

class EventFlag final : public Object {
 public:
  explicit EventFlag(std::string name = "", Location where = Location::here())
      : Object(ObjectType::event, std::move(name), 0, where) {}

  // wait waits until the flag is set; false when `timeout` was over first.
  bool wait(Timeout timeout = std::nullopt, Location where = Location::here());

  // set sets the flag and lets every waiter go on; clear takes it back.
  void set(Location where = Location::here());
  void clear(Location where = Location::here());

  bool is_set(Location where = Location::here());

  std::string repr() const;

 private:
  Operation of(Kind kind, Location where);

  bool set_ = false;
};

}  // namespace interleave
