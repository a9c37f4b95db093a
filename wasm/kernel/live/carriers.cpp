#include "kernel/live/carriers.h"

#include <mutex>
#include <utility>

namespace interleave {

Carriers::~Carriers() {
  for (const auto& carrier : all_) {
    // A carrier whose body is just ending becomes idle first.
    std::uint32_t word;
    while ((word = carrier->word.load()) % 2 == 1) futex_wait(carrier->word, word, -1);
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

// pop_idle is an idle carrier, or null. Requires the lock.
Carriers::Carrier* Carriers::pop_idle() {
  if (idle_.empty()) return nullptr;
  Carrier* const carrier = idle_.back();
  idle_.pop_back();
  return carrier;
}

Carriers::Carrier* Carriers::take_idle() {
  for (;;) {
    std::uint32_t returned;
    {
      FutexLock futex(lock_);
      const std::scoped_lock guard(futex);
      if (Carrier* const carrier = pop_idle()) return carrier;
      if (helping_ == 0) return add();
      returned = returned_.load();
      recalled_.fetch_add(1);
    }
    futex_wait(returned_, returned, -1);
    recalled_.fetch_sub(1);
  }
}

// call_helper lets an idle carrier help; false: there is none.
bool Carriers::call_helper() {
  Carrier* carrier;
  {
    FutexLock futex(lock_);
    const std::scoped_lock guard(futex);
    carrier = pop_idle();
    if (carrier == nullptr) return false;
    ++helping_;
  }
  carrier->word.store(3);
  futex_wake(carrier->word, 1);
  return true;
}

void Carriers::share(unsigned count, const Crew::Work& work, unsigned most) {
  crew_.share(count, work, most, [this] { return call_helper(); });
}

void Carriers::run(std::function<void()> body) {
  Carrier* carrier = take_idle();
  carrier->body = std::move(body);
  carrier->word.store(1);
  futex_wake(carrier->word, 1);
}

void Carriers::add_helping() {
  FutexLock futex(lock_);
  const std::scoped_lock guard(futex);
  ++helping_;
}

void Carriers::serve(Carrier& carrier) {
  ready_.fetch_add(1);
  for (;;) {
    std::uint32_t word;
    while ((word = carrier.word.load()) == 0) futex_wait(carrier.word, 0, -1);
    if (word == 2) return;
    bool helps = word == 3;
    if (!helps) {
      carrier.body();
      carrier.body = nullptr;
      // It is awake: nobody can help sooner.
      helps = crew_.visit();
      if (helps) add_helping();
    }
    if (helps) crew_.help(recalled_);
    carrier.word.store(0);
    futex_wake(carrier.word, 1);  // for a destructor that waits for this carrier
    FutexLock futex(lock_);
    const std::scoped_lock guard(futex);
    idle_.push_back(&carrier);
    if (!helps) continue;
    --helping_;
    returned_.fetch_add(1);
    futex_wake(returned_, ~0u);
  }
}

}  // namespace interleave
