#include "support/generated.h"

#include <memory>

#include "kernel/random.h"
#include "python/print.h"
#include "python/time.h"
#include "sync/barrier.h"
#include "sync/condition.h"
#include "sync/event.h"
#include "sync/lock.h"
#include "sync/queue.h"
#include "sync/rlock.h"
#include "sync/semaphore.h"
#include "sync/shared.h"
#include "sync/together.h"

namespace interleave::testing {
namespace {

constexpr const char* kNames[] = {
    "read",
    "write",
    "add",
    "lock",
    "try",
    "timed lock",
    "nested",
    "recursive",
    "take",
    "give",
    "try take",
    "set",
    "clear",
    "wait flag",
    "timed wait flag",
    "wait",
    "timed wait",
    "notify",
    "notify all",
    "put",
    "get",
    "try put",
    "try get",
    "arrive",
    "timed arrive",
    "abort",
    "reset",
    "look at barrier",
    "say",
    "nap",
};

// World is what the threads of one run share.
struct World {
  Shared<int> x{0, "x"}, y{0, "y"};
  Lock a{"a"}, b{"b"};
  RLock r{"r"};
  Semaphore permits{1, "permits"};
  EventFlag flag{"flag"};
  Lock guard{"guard"};
  Condition condition{guard, "condition"};
  Barrier barrier{2, {.name = "barrier"}};
  Queue<int> small{1, "small"}, large{0, "large"};
};

struct Thread {
  World& world;
  int number;
  std::string seen;

  void saw(int value) { seen += std::to_string(value) + ","; }

  void arrive(Timeout timeout) {
    try {
      saw(world.barrier.wait(timeout));
    } catch (const BrokenBarrierError&) {
      saw(-9);
    }
  }

  void perform(Generated::Action action) {
    using Do = Generated::Do;
    Shared<int>& value = action.which == 0 ? world.x : world.y;
    Lock& lock = action.which == 0 ? world.a : world.b;
    Lock& other = action.which == 0 ? world.b : world.a;
    Queue<int>& queue = action.which == 0 ? world.small : world.large;
    switch (action.what) {
      case Do::read:
        return saw(value.read());
      case Do::write:
        return value.write(number + 1);
      case Do::add:
        return saw(value.fetch_add(10));
      case Do::lock_section: {
        With with(lock);
        return saw(value.read());
      }
      case Do::try_section:
        if (lock.try_acquire()) {
          value.write(number + 1);
          lock.release();
          saw(1);
        } else {
          saw(0);
        }
        return;
      case Do::timed_section:
        if (lock.acquire(1.0)) {
          saw(1);
          lock.release();
        } else {
          saw(0);
        }
        return;
      case Do::nested_sections: {
        With first(lock);
        With second(other);
        return;
      }
      case Do::recursive_section: {
        With first(world.r);
        With second(world.r);
        return saw(value.read());
      }
      case Do::take_permit:
        world.permits.acquire();
        return;
      case Do::give_permit:
        return world.permits.release();
      case Do::try_permit:
        return saw(world.permits.try_acquire() ? 1 : 0);
      case Do::set_flag:
        return world.flag.set();
      case Do::clear_flag:
        return world.flag.clear();
      case Do::wait_flag:
        world.flag.wait();
        return;
      case Do::timed_wait_flag:
        return saw(world.flag.wait(1.0) ? 1 : 0);
      case Do::wait_condition: {
        With with(world.condition);
        world.condition.wait();
        return;
      }
      case Do::timed_wait_condition: {
        With with(world.condition);
        return saw(world.condition.wait(1.0) ? 1 : 0);
      }
      case Do::notify_one: {
        With with(world.condition);
        return world.condition.notify();
      }
      case Do::notify_all: {
        With with(world.condition);
        return world.condition.notify_all();
      }
      case Do::put:
        return queue.put(number);
      case Do::get:
        return saw(queue.get());
      case Do::try_put:
        try {
          queue.put_nowait(number);
          saw(1);
        } catch (const Full&) {
          saw(0);
        }
        return;
      case Do::try_get:
        try {
          saw(queue.get_nowait());
        } catch (const Empty&) {
          saw(-1);
        }
        return;
      case Do::arrive:
        return arrive(std::nullopt);
      case Do::timed_arrive:
        return arrive(1.0);
      case Do::abort_barrier:
        return world.barrier.abort();
      case Do::reset_barrier:
        return world.barrier.reset();
      case Do::look_at_barrier:
        return saw(world.barrier.n_waiting());
      case Do::say:
        return print(std::to_string(number), {.end = ""});
      case Do::nap:
        return sleep(action.which == 0 ? 1 : 2);
    }
  }
};

}  // namespace

Generated Generated::of(std::uint64_t seed) {
  SplitMix64 random = SplitMix64::stream(seed, 0);
  Generated program;
  program.threads.resize(2 + random.below(3));
  // Some kinds a program, so that its threads meet on the same objects.
  std::vector<Do> kinds;
  for (unsigned i = 0; i < 4; ++i) kinds.push_back(static_cast<Do>(random.below(kKinds)));
  const unsigned most = program.threads.size() == 2 ? 4 : program.threads.size() == 3 ? 3 : 2;
  for (auto& thread : program.threads) {
    const unsigned length = 1 + random.below(most);
    for (unsigned i = 0; i < length; ++i) {
      const Do what =
          random.below(4) == 0 ? static_cast<Do>(random.below(kKinds)) : kinds[random.below(4)];
      thread.push_back({what, random.below(2)});
    }
  }
  return program;
}

void Generated::run() const {
  World world;
  std::vector<std::unique_ptr<Thread>> states;
  std::vector<std::function<void()>> bodies;
  for (const auto& actions : threads) {
    states.push_back(std::make_unique<Thread>(Thread{world, static_cast<int>(states.size()), {}}));
    bodies.push_back([&actions, state = states.back().get()] {
      for (const Action action : actions) state->perform(action);
    });
  }
  together(bodies);
  std::string all;
  for (const auto& state : states) all += " [" + state->seen + "]";
  print(all);
}

std::string Generated::text() const {
  std::string all;
  for (const auto& thread : threads) {
    all += "{ ";
    for (const Action action : thread) {
      all += kNames[static_cast<unsigned>(action.what)];
      all += action.which == 0 ? "; " : "'; ";
    }
    all += "} ";
  }
  return all;
}

}  // namespace interleave::testing
