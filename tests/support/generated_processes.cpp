#include "support/generated_processes.h"

#include "kernel/random.h"
#include "process/locks.h"
#include "process/pipe.h"
#include "process/process.h"
#include "python/print.h"
#include "python/time.h"

namespace interleave::testing {
namespace {

namespace mp = multiprocessing;

constexpr const char* kNames[] = {
    "read",    "write",    "lock",      "try",   "timed lock", "nested",     "recursive", "take",
    "give",    "try take", "set",       "clear", "wait",       "timed wait", "put",       "get",
    "try put", "try get",  "count",     "send",  "receive",    "poll",       "close",     "say",
    "nap",     "fail",     "terminate", "look",  "join",       "timed join",
};

// Handles are what the processes of one run have in common, each with its own handles.
struct Handles {
  mp::Value<long> x, y;
  mp::Lock a, b;
  mp::RLock r;
  mp::Semaphore permits;
  mp::Event flag;
  mp::Queue<long> small, large;
  mp::Connection end;
};

struct Performer {
  Handles shared;
  long number;
  std::vector<mp::Process>* others;  // of the main process
  long seen = 0;

  void saw(long value) { seen = seen * 16 + value + 3; }

  void perform(GeneratedProcesses::Action action) {
    using Do = GeneratedProcesses::Do;
    mp::Value<long>& value = action.which == 0 ? shared.x : shared.y;
    mp::Lock& lock = action.which == 0 ? shared.a : shared.b;
    mp::Lock& other = action.which == 0 ? shared.b : shared.a;
    mp::Queue<long>& queue = action.which == 0 ? shared.small : shared.large;
    switch (action.what) {
      case Do::read:
        return saw(value.value());
      case Do::write:
        return value.set_value(number + 1);
      case Do::lock_section: {
        With with(lock);
        return saw(value.value());
      }
      case Do::try_section:
        if (lock.acquire(false)) {
          value.set_value(number + 1);
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
        With first(shared.r);
        With second(shared.r);
        return saw(value.value());
      }
      case Do::take_permit:
        shared.permits.acquire();
        return;
      case Do::give_permit:
        return shared.permits.release();
      case Do::try_permit:
        return saw(shared.permits.acquire(false) ? 1 : 0);
      case Do::set_flag:
        return shared.flag.set();
      case Do::clear_flag:
        return shared.flag.clear();
      case Do::wait_flag:
        shared.flag.wait();
        return;
      case Do::timed_wait_flag:
        return saw(shared.flag.wait(1.0) ? 1 : 0);
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
      case Do::count:
        return saw(queue.qsize());
      case Do::send:
        try {
          shared.end.send(number);
          saw(1);
        } catch (const OSError&) {
          saw(-2);
        }
        return;
      case Do::receive:
        try {
          saw(shared.end.recv<long>());
        } catch (const EOFError&) {
          saw(-1);
        } catch (const OSError&) {
          saw(-2);
        }
        return;
      case Do::poll:
        try {
          saw(shared.end.poll() ? 1 : 0);
        } catch (const OSError&) {
          saw(-2);
        }
        return;
      case Do::close:
        return shared.end.close();
      case Do::say:
        return print(std::to_string(number), {.end = ""});
      case Do::nap:
        return sleep(action.which == 0 ? 1 : 2);
      case Do::fail:
        throw ValueError("failed");
      case Do::terminate:
        return (*others)[action.which].terminate();
      case Do::look:
        return saw((*others)[action.which].is_alive() ? 1 : 0);
      case Do::join:
        return (*others)[action.which].join();
      case Do::timed_join:
        (*others)[action.which].join(1.0);
        return saw((*others)[action.which].exitcode().value_or(12));
    }
  }
};

void part(long seed, long number, mp::Value<long> x, mp::Value<long> y, mp::Lock a, mp::Lock b,
          mp::RLock r, mp::Semaphore permits, mp::Event flag, mp::Queue<long> small,
          mp::Queue<long> large, mp::Connection end, mp::Value<long> seen) {
  const auto program = GeneratedProcesses::of(static_cast<std::uint64_t>(seed));
  Performer self{{x, y, a, b, r, permits, flag, small, large, end}, number, nullptr};
  for (const auto action : program.processes[static_cast<std::size_t>(number)]) {
    const long before = self.seen;
    self.perform(action);
    if (self.seen != before) seen.set_value(self.seen);
  }
}

}  // namespace

GeneratedProcesses GeneratedProcesses::of(std::uint64_t seed) {
  SplitMix64 random = SplitMix64::stream(seed, 1);
  GeneratedProcesses program;
  program.seed = seed;
  program.processes.resize(3);
  // Some kinds a program, so that its processes meet on the same objects.
  std::vector<Do> kinds;
  for (unsigned i = 0; i < 3; ++i) kinds.push_back(static_cast<Do>(random.below(kKinds)));
  for (auto& process : program.processes) {
    const bool main = &process == &program.processes.front();
    const unsigned length = main ? random.below(3) : 1 + random.below(2);
    for (unsigned i = 0; i < length; ++i) {
      const Do what = random.below(3) == 0
                          ? static_cast<Do>(random.below(main ? kKindsOfMain : kKinds))
                          : kinds[random.below(3)];
      process.push_back({what, random.below(2)});
    }
  }
  return program;
}

void GeneratedProcesses::run() const {
  auto [left, right] = mp::Pipe();
  const Handles shared{mp::Value<long>(0, "x"),
                       mp::Value<long>(0, "y"),
                       mp::Lock("a"),
                       mp::Lock("b"),
                       mp::RLock("r"),
                       mp::Semaphore(1, "permits"),
                       mp::Event("flag"),
                       mp::Queue<long>(1, "small"),
                       mp::Queue<long>(0, "large"),
                       left};
  std::vector<mp::Process> others;
  std::vector<mp::Value<long>> seen;
  for (long number = 1; number <= 2; ++number) {
    seen.emplace_back(0, "seen by " + std::to_string(number));
    others.push_back(
        mp::Process{Call(part, static_cast<long>(seed), number, shared.x, shared.y, shared.a,
                         shared.b, shared.r, shared.permits, shared.flag, shared.small,
                         shared.large, number == 1 ? left : right, seen.back())});
  }
  for (mp::Process& process : others) process.start();
  Performer self{shared, 0, &others};
  for (const Action action : processes[0]) self.perform(action);
  std::string all = std::to_string(self.seen);
  for (mp::Process& process : others) {
    process.join();
    all += " " + std::to_string(process.exitcode().value_or(99));
  }
  for (mp::Value<long>& value : seen) all += " " + std::to_string(value.value());
  print(all);
}

std::string GeneratedProcesses::text() const {
  std::string all;
  for (const auto& process : processes) {
    all += "{ ";
    for (const Action action : process) {
      all += kNames[static_cast<unsigned>(action.what)];
      all += action.which == 0 ? "; " : "'; ";
    }
    all += "} ";
  }
  return all;
}

}  // namespace interleave::testing
