#include "python/time.h"

#include "kernel/engine.h"
#include "sync/errors.h"
#include "sync/timeout.h"

namespace interleave {

void sleep(double seconds, Location where) {
  check_range(seconds);
  if (seconds < 0) throw ValueError("sleep length must be non-negative");
  Engine& engine = Engine::current();
  Operation sleeping;
  sleeping.kind = Kind::sleep;
  sleeping.where = where;
  engine.point(sleeping);
  const Time length = to_time(seconds);
  const Time now = engine.now();
  const Shape begins = length == 0 ? Shape::done : Shape::blocked;
  engine.record(event(Kind::sleep, nullptr, where, length, begins));
  engine.sleep_until(length >= kNever - now ? kNever : now + length, where);
  if (begins == Shape::blocked) {
    engine.record(event(Kind::sleep, nullptr, where, length, Shape::resumed));
  }
}

double perf_counter() { return to_seconds(Engine::current().now()); }

double unix_time() {
  Engine& engine = Engine::current();
  return engine.started_at() + to_seconds(engine.now());
}

}  // namespace interleave
