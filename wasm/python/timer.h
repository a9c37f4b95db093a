// Timer: a function that runs after a while, as Python's threading.Timer.
#pragma once

#include <functional>
#include <memory>

#include "sync/event.h"
#include "sync/thread.h"

namespace interleave {

// Timer is a thread that waits for `interval` seconds and then calls `function`, unless cancel()
// was called in time.
class Timer final : public Thread {
 public:
  Timer(double interval, std::function<void()> function, Location where = Location::here());

  // cancel keeps the function from being called, if it was not yet.
  void cancel(Location where = Location::here()) { finished_->set(where); }

 private:
  Timer(double interval, std::function<void()> function, std::shared_ptr<EventFlag> finished,
        Location where);

  std::shared_ptr<EventFlag> finished_;
};

}  // namespace interleave
