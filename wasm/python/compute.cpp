#include "python/compute.h"

#include <algorithm>

#include "kernel/engine.h"
#include "python/gil.h"
#include "sync/text.h"

namespace interleave {

void compute(std::string_view what, const std::function<Time(const Checkpoint&)>& work,
             Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = Kind::compute, .where = where});
  engine.record(event(Kind::compute, nullptr, where), what);
  // In virtual time nothing passes in the work: whoever waits for the lock long enough gets it
  // before.
  Gil* const gil = Gil::of_caller();
  if (gil != nullptr) gil->checkpoint(where);
  Time told = engine.now();
  Time left = work([&](double done) {
    if (engine.cancelling()) engine.point({.kind = Kind::compute, .where = where});
    const Time now = engine.now();
    if (now - told >= kProgressInterval) {
      told = now;
      engine.record(event(Kind::progress, nullptr, where, static_cast<std::int64_t>(done * 100)),
                    what);
    }
    if (gil != nullptr) gil->checkpoint(where);
  });
  while (left > 0) {
    const Time slice = std::min(left, Gil::kSwitchInterval);
    engine.work(slice, where);
    left -= slice;
    if (gil != nullptr) gil->checkpoint(where);
  }
}

std::string cores_text(std::string_view worker) {
  const unsigned cores = Engine::current().cores();
  if (cores == 0) return format("a core for every {}", worker);
  return cores == 1 ? "1 core" : format("{} cores", cores);
}

}  // namespace interleave
