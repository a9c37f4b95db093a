// GeneratedProcesses: small random programs of several processes, for differential tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace interleave::testing {

// GeneratedProcesses is a program of a main process and two others that use every kind of object
// between processes, a pure function of its seed.
struct GeneratedProcesses {
  enum class Do {
    read,
    write,
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
    put,
    get,
    try_put,
    try_get,
    count,
    send,
    receive,
    poll,
    close,
    say,
    nap,
    fail,
    // The main process alone.
    terminate,
    look,
    join,
    timed_join,
  };
  static constexpr unsigned kKinds = static_cast<unsigned>(Do::fail) + 1;
  static constexpr unsigned kKindsOfMain = static_cast<unsigned>(Do::timed_join) + 1;

  struct Action {
    Do what;
    unsigned which;  // of the two objects of the kind
  };
  std::uint64_t seed = 0;
  std::vector<std::vector<Action>> processes;  // the main one first

  static GeneratedProcesses of(std::uint64_t seed);

  // run is the program's body: what every process saw is printed at its end.
  void run() const;

  std::string text() const;
};

}  // namespace interleave::testing
