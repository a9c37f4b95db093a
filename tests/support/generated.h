// Generated: small random programs over all primitives, for differential tests.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace interleave::testing {

// Generated is a program of 2 to 4 threads, a pure function of its seed.
struct Generated {
  enum class Do {
    read,
    write,
    add,
    lock_section,
    try_section,
    timed_section,
    nested_sections,
    recursive_section,
    take_permit,
    give_permit,
    try_permit,
    set_flag,
    clear_flag,
    wait_flag,
    timed_wait_flag,
    wait_condition,
    timed_wait_condition,
    notify_one,
    notify_all,
    put,
    get,
    try_put,
    try_get,
    arrive,
    timed_arrive,
    abort_barrier,
    reset_barrier,
    look_at_barrier,
    say,
    nap,
  };
  static constexpr unsigned kKinds = static_cast<unsigned>(Do::nap) + 1;

  struct Action {
    Do what;
    unsigned which;  // of the two objects of the kind
  };
  std::vector<std::vector<Action>> threads;

  static Generated of(std::uint64_t seed);

  // run is the program's body: what every thread saw is printed at its end.
  void run() const;

  std::string text() const;
};

}  // namespace interleave::testing
