#include "wire/link.h"

#include <cctype>

#include "schedulers/schedule.h"

namespace interleave {
namespace {

// encoded is `text` as it stands in the query of a link.
std::string encoded(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~' || c == ',') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace

std::string schedule_text(const RunOptions& options, const std::vector<Choice>& choices) {
  return encode({options.fingerprint(), deviations_of(choices)});
}

std::string link_text(const RunOptions& options, const std::vector<Choice>& choices) {
  std::string link = std::string("#/v1/") + options.demo->id + "?";
  for (const Parameter& parameter : options.demo->parameters) {
    link += parameter.name;
    link += '=' + encoded(options.arguments.values().at(parameter.name)) + '&';
  }
  link += "mode=controlled&scheduler=replay&seed=" + std::to_string(options.seed);
  link += "&s=" + schedule_text(options, choices);
  if (options.late_timers) link += "&time=late";
  return link;
}

}  // namespace interleave
