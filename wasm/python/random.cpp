#include "python/random.h"

#include <bit>

#include "kernel/engine.h"

namespace interleave {

double uniform(double low, double high, Location where) {
  Engine& engine = Engine::current();
  const double value = low + (high - low) * engine.random();
  Event drawn = event(Kind::random, nullptr, where, std::bit_cast<std::int64_t>(value));
  drawn.flags |= kValueIsDouble;
  engine.record(drawn);
  return value;
}

}  // namespace interleave
