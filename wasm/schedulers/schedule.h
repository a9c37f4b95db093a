// Schedule: the choices of a controlled execution as a short text for a link.
//
//   schedule   = base64url(version fingerprint deviation* check), without padding
//   version    = one byte, 1
//   fingerprint= two bytes, little endian: what the schedule was made for
//   deviation  = varint(gap * 8 + min(rank, 7)) [varint(rank - 7)]
//   check      = CRC-8 (polynomial 0x07) of all bytes before it
//
// Only choices with more than one option count, and only those that differ from the default are
// written: `gap` is how many were left at their default since the last, `rank` which option was
// taken (a thread's place among the runnable, in the order of ids).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kernel/controlled/scheduler.h"

namespace interleave {

// Deviation is a choice that is not the default.
struct Deviation {
  std::uint32_t index = 0;  // among the choices with more than one option
  std::uint32_t rank = 0;
  bool operator==(const Deviation&) const = default;
};

struct Schedule {
  std::uint16_t fingerprint = 0;
  std::vector<Deviation> deviations;  // by rising index
  bool operator==(const Schedule&) const = default;
};

// kMaxScheduleText bounds the length of a schedule that is read.
inline constexpr std::size_t kMaxScheduleText = 1u << 20;

// deviations_of are the choices that differ from the default.
std::vector<Deviation> deviations_of(const std::vector<Choice>& choices);

// encode is the schedule's text; decode reads it, or says in a sentence what is wrong.
std::string encode(const Schedule& schedule);
std::variant<Schedule, std::string> decode(std::string_view text);

}  // namespace interleave
