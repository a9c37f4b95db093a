#include "kernel/live/carriers.h"

#include <mutex>
#include <utility>

namespace interleave {

Carriers::~Carriers() {
  for (const auto& carrier : all_) {
    // A carrier whose body is just ending becomes idle first.
    std::uint32_t word;
    while ((word = carrier->word.load()) == 1) futex_wait(carrier->word, word, -1);
    carrier->word.store(2);
    futex_wake(carrier->word, 1);
    carrier->thread.join();
  }
}

void Carriers::dismiss() {
  for (const auto& carrier : all_) {
    std::uint32_t idle = 0;
    if (carrier->word.compare_exchange_strong(idle, 2)) futex_wake(carrier->word, 1);
  }
}

void Carriers::prepare(unsigned count) {
  FutexLock futex(lock_);
  const std::scoped_lock guard(futex);
  while (all_.size() < count) idle_.push_back(add());
}

Carriers::Carrier* Carriers::add() {
  Carrier* carrier = all_.emplace_back(std::make_unique<Carrier>()).get();
  carrier->thread = std::thread([this, carrier] { serve(*carrier); });
  return carrier;
}

Carriers::Carrier* Carriers::take_idle() {
  FutexLock futex(lock_);
  const std::scoped_lock guard(futex);
  if (idle_.empty()) return add();
  Carrier* carrier = idle_.back();
  idle_.pop_back();
  return carrier;
}

void Carriers::run(std::function<void()> body) {
  Carrier* carrier = take_idle();
  carrier->body = std::move(body);
  carrier->word.store(1);
  futex_wake(carrier->word, 1);
}

void Carriers::serve(Carrier& carrier) {
  ready_.fetch_add(1);
  for (;;) {
    std::uint32_t word;
    while ((word = carrier.word.load()) == 0) futex_wait(carrier.word, 0, -1);
    if (word == 2) return;
    carrier.body();
    carrier.body = nullptr;
    carrier.word.store(0);
    futex_wake(carrier.word, 1);  // for a destructor that waits for this carrier
    FutexLock futex(lock_);
    const std::scoped_lock guard(futex);
    idle_.push_back(&carrier);
  }
}

}  // namespace interleave
