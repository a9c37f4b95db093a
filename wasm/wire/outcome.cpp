#include "wire/outcome.h"

#include <bit>

#include "sync/text.h"
#include "wire/json_writer.h"

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
  JsonWriter json;
  json.begin('{');
  json.put("ok", true).put("fate", fate_name(outcome.fate)).put("sentence", outcome.sentence);
  json.put("elapsed_ns", outcome.elapsed);
  json.key("values").begin('{');
  for (const auto& [name, value] : outcome.values) json.put(name, value);
  json.end();
  if (!outcome.schedule.empty()) {
    json.put("schedule", outcome.schedule).put("steps", outcome.steps);
    json.put("preemptions", outcome.preemptions).key("diverged_at");
    outcome.diverged_at ? json.value(*outcome.diverged_at) : json.value(nullptr);
    if (!outcome.note.empty()) json.put("note", outcome.note);
  }
  return json.end().take();
}

std::string error_json(const std::string& sentence) {
  JsonWriter json;
  json.begin('{').put("ok", false).put("error", sentence).end();
  return json.take();
}

}  // namespace interleave
