#include "schedulers/schedule.h"

#include <algorithm>

namespace interleave {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint32_t kEscape = 7;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::uint8_t crc8(const std::vector<std::uint8_t>& bytes, std::size_t count) {
  std::uint8_t crc = 0;
  for (std::size_t i = 0; i < count; ++i) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; ++bit) {
      crc = static_cast<std::uint8_t>((crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1);
    }
  }
  return crc;
}

void put_varint(std::vector<std::uint8_t>& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<std::uint8_t>(value | 0x80));
  bytes.push_back(static_cast<std::uint8_t>(value));
}

// get_varint reads at `at` and moves it on; false when the bytes end or the number is too large.
bool get_varint(const std::vector<std::uint8_t>& bytes, std::size_t end, std::size_t& at,
                std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; at < end && shift < 42; shift += 7) {
    const std::uint8_t byte = bytes[at++];
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

std::string to_base64url(const std::vector<std::uint8_t>& bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8) | byte;
    for (held += 8; held >= 6; held -= 6) text += kAlphabet[(bits >> (held - 6)) & 63];
  }
  if (held > 0) text += kAlphabet[(bits << (6 - held)) & 63];
  return text;
}

bool from_base64url(std::string_view text, std::vector<std::uint8_t>& bytes) {
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return false;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push_back(static_cast<std::uint8_t>(bits >> held));
    }
  }
  // What is left over is padding and must be zero, or two texts would mean the same.
  return held < 6 && (bits & ((1u << held) - 1)) == 0;
}

}  // namespace

std::vector<Deviation> deviations_of(const std::vector<Choice>& choices) {
  std::vector<Deviation> deviations;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].taken == choices[i].standard) continue;
    deviations.push_back({static_cast<std::uint32_t>(i), choices[i].taken});
  }
  return deviations;
}

std::string encode(const Schedule& schedule) {
  std::vector<std::uint8_t> bytes{kVersion, static_cast<std::uint8_t>(schedule.fingerprint),
                                  static_cast<std::uint8_t>(schedule.fingerprint >> 8)};
  std::uint32_t next = 0;
  for (const Deviation& deviation : schedule.deviations) {
    const std::uint64_t gap = deviation.index - next;
    put_varint(bytes, gap * 8 + std::min(deviation.rank, kEscape));
    if (deviation.rank >= kEscape) put_varint(bytes, deviation.rank - kEscape);
    next = deviation.index + 1;
  }
  bytes.push_back(crc8(bytes, bytes.size()));
  return to_base64url(bytes);
}

std::variant<Schedule, std::string> decode(std::string_view text) {
  const std::string damaged = "The schedule in the link is damaged: copy the whole link again.";
  if (text.size() > kMaxScheduleText) return "The schedule in the link is too long.";
  std::vector<std::uint8_t> bytes;
  if (!from_base64url(text, bytes) || bytes.size() < 4) return damaged;
  if (bytes[0] != kVersion) {
    return "The schedule in the link has format " + std::to_string(bytes[0]) +
           "; this version reads format 1.";
  }
  const std::size_t end = bytes.size() - 1;
  if (crc8(bytes, end) != bytes[end]) return damaged;
  Schedule schedule;
  schedule.fingerprint = static_cast<std::uint16_t>(bytes[1] | bytes[2] << 8);
  std::uint64_t next = 0;
  for (std::size_t at = 3; at < end;) {
    std::uint64_t value = 0;
    if (!get_varint(bytes, end, at, value)) return damaged;
    std::uint64_t rank = value % 8;
    if (rank == kEscape) {
      std::uint64_t more = 0;
      if (!get_varint(bytes, end, at, more) || more > 0xff) return damaged;
      rank += more;
    }
    const std::uint64_t index = next + value / 8;
    if (index > 0xffffffffu) return damaged;
    schedule.deviations.push_back(
        {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(rank)});
    next = index + 1;
  }
  return schedule;
}

}  // namespace interleave
