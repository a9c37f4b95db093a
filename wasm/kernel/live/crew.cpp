#include "kernel/live/crew.h"

#include "kernel/live/futex.h"

namespace interleave {
namespace {

// How often a helper looks for more to do before it leaves, and a work's thread for the last share
// to be done before it sleeps.
constexpr int kLooks = 100'000;
constexpr int kLooksForLast = 20'000;

unsigned claimed(std::uint64_t claims) { return claims & 0xffff; }
unsigned shares(std::uint64_t claims) { return (claims >> 16) & 0xffff; }

}  // namespace

bool Crew::is_open() const {
  const std::uint64_t claims = claims_.load(std::memory_order_relaxed);
  return claimed(claims) < shares(claims);
}

// take_one claims a share and does it; false: there is none. `others` is 1 where it is a helper's.
bool Crew::take_one(std::uint32_t others) {
  std::uint64_t claims = claims_.load(std::memory_order_acquire);
  do {
    if (claimed(claims) == shares(claims)) return false;
  } while (!claims_.compare_exchange_weak(claims, claims + 1, std::memory_order_acq_rel));
  // The work stays until this share is done, too.
  (*work_.load(std::memory_order_relaxed))(claimed(claims));
  // Counted first: whose work it is may return as soon as the last share is done.
  helped_.fetch_add(others, std::memory_order_relaxed);
  if (done_.fetch_add(1, std::memory_order_acq_rel) + 1 == shares(claims)) futex_wake(done_, 1);
  return true;
}

void Crew::share(unsigned count, const Work& work, unsigned most,
                 const std::function<bool()>& call) {
  std::uint32_t idle = 0;
  if (!busy_.compare_exchange_strong(idle, 1)) {
    for (unsigned i = 0; i < count; ++i) work(i);
    return;
  }
  most_.store(most, std::memory_order_relaxed);
  done_.store(0, std::memory_order_relaxed);
  work_.store(&work, std::memory_order_relaxed);
  const std::uint64_t number = (claims_.load(std::memory_order_relaxed) >> 32) + 1;
  claims_.store(number << 32 | std::uint64_t{count} << 16, std::memory_order_release);
  while (helpers_.load(std::memory_order_relaxed) < most) {
    helpers_.fetch_add(1);
    if (call()) continue;
    helpers_.fetch_sub(1);
    break;
  }
  while (take_one(0)) {
  }
  std::uint32_t done;
  for (int look = 0; (done = done_.load(std::memory_order_acquire)) < count; ++look) {
    if (look >= kLooksForLast) futex_wait(done_, done, -1);
  }
  busy_.store(0, std::memory_order_release);
}

// enter makes the caller one of those who may claim.
bool Crew::enter() {
  std::uint32_t active = active_.load(std::memory_order_relaxed);
  while (active < most_.load(std::memory_order_relaxed)) {
    if (active_.compare_exchange_weak(active, active + 1)) return true;
  }
  return false;
}

bool Crew::visit() {
  if (busy_.load(std::memory_order_relaxed) == 0) return false;
  helpers_.fetch_add(1);
  return true;
}

void Crew::help(const std::atomic<std::uint32_t>& recalled) {
  for (int look = 0; look < kLooks && recalled.load(std::memory_order_relaxed) == 0; ++look) {
    if (!is_open() || !enter()) continue;
    while (recalled.load(std::memory_order_relaxed) == 0 && take_one(1)) look = 0;
    active_.fetch_sub(1);
  }
  helpers_.fetch_sub(1);
}

}  // namespace interleave
