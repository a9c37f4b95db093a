// RunOptions: what one run is asked for, read from a query.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "demo.h"

namespace interleave {

struct RunOptions {
  const Demo* demo = nullptr;
  Arguments arguments;
  std::string scheduler = "random";  // random, round_robin, replay
  std::uint64_t seed = 0;
  std::string schedule;      // for replay
  std::uint32_t steps = 0;   // 0: the default limit
  bool late_timers = false;  // controlled: whether timers may be late
  double time_scale = 1;     // live: how many times faster the program's clock runs

  // fingerprint tells links of another program, or of other parameters, apart (FNV-1a, folded).
  std::uint16_t fingerprint() const;
};

// kMaxSeed bounds seeds to what a JSON number and a form field hold exactly.
inline constexpr std::uint64_t kMaxSeed = (std::uint64_t{1} << 53) - 1;

// read_options reads a query (wire/query.h) of demo, scheduler, seed, schedule, steps, time,
// time_scale and, for each parameter that is given, set.<name>; all but the first optional. Or says
// what is wrong.
std::variant<RunOptions, std::string> read_options(std::string_view query);

// check_options is the same from parts that are read already.
std::variant<RunOptions, std::string> check_options(
    const std::string& demo, const std::map<std::string, std::string>& parameters);

}  // namespace interleave
