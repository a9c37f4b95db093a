#include "wire/link.h"

#include "schedulers/schedule.h"
#include "wire/query.h"

namespace interleave {
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
