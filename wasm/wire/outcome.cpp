#include "wire/outcome.h"

#include <bit>
#include <nlohmann/json.hpp>

#include "sync/text.h"

namespace interleave {

const char* fate_name(Fate fate) {
  static constexpr const char* kNames[] = {"finished", "deadlock", "exception", "stopped",
                                           "step_limit"};
  return kNames[static_cast<unsigned>(fate)];
}

void Ledger::add(const Event& event, std::string_view text) {
  const auto value = [&] {
    if ((event.flags & kValueIsDouble) != 0) return to_text(std::bit_cast<double>(event.value));
    if ((event.flags & kValueIsBool) != 0) return to_text(event.value != 0);
    return to_text(event.value);
  };
  if (event.kind == Kind::object && event.other == static_cast<ThreadId>(ObjectType::shared)) {
    shared_[event.object] = {std::string(text), value()};
  } else if (event.kind == Kind::write || event.kind == Kind::update) {
    const auto found = shared_.find(event.object);
    if (found != shared_.end()) found->second.value = value();
  }
}

std::map<std::string, std::string> Ledger::values() const {
  std::map<std::string, std::string> values;
  for (const auto& [id, entry] : shared_) values[entry.name] = entry.value;
  return values;
}

std::string outcome_json(const Outcome& outcome) {
  nlohmann::ordered_json json;
  json["ok"] = true;
  json["fate"] = fate_name(outcome.fate);
  json["sentence"] = outcome.sentence;
  json["elapsed_ns"] = outcome.elapsed;
  json["values"] = outcome.values;
  if (!outcome.schedule.empty()) {
    json["schedule"] = outcome.schedule;
    json["steps"] = outcome.steps;
    json["preemptions"] = outcome.preemptions;
    json["diverged_at"] = outcome.diverged_at ? nlohmann::ordered_json(*outcome.diverged_at)
                                              : nlohmann::ordered_json(nullptr);
    if (!outcome.note.empty()) json["note"] = outcome.note;
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string error_json(const std::string& sentence) {
  return nlohmann::ordered_json{{"ok", false}, {"error", sentence}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace interleave
