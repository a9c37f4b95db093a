#include "python/timer.h"

#include <utility>

namespace interleave {

Timer::Timer(double interval, std::function<void()> function, Location where)
    : Timer(interval, std::move(function), std::make_shared<EventFlag>("", where), where) {}

Timer::Timer(double interval, std::function<void()> function, std::shared_ptr<EventFlag> finished,
             Location where)
    : Thread("",
             [interval, function = std::move(function), finished, where] {
               finished->wait(interval, where);
               if (!finished->is_set(where)) function();
               finished->set(where);
             }),
      finished_(std::move(finished)) {
  set_class_name("Timer");
}

}  // namespace interleave
