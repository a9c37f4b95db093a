#include "wire/describe.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "demo.h"
#include "kernel/controlled/execution.h"
#include "wire/options.h"

namespace interleave {
namespace {

using nlohmann::ordered_json;

constexpr const char* kChapters[] = {
    "Threads",  "Processes",    "CPU-bound work and the GIL", "Races and locks",
    "Deadlock", "Coordination", "Caching and the rest",       "Beyond the notebooks"};

ordered_json events() {
  ordered_json rows = ordered_json::array();
#define EVENT(name_, done_, blocked_, resumed_, timed_out_, failed_) \
  rows.push_back({{"name", #name_},                                  \
                  {"done", done_},                                   \
                  {"blocked", blocked_},                             \
                  {"resumed", resumed_},                             \
                  {"timed_out", timed_out_},                         \
                  {"failed", failed_}});
#include "kernel/event.def"
#undef EVENT
  return rows;
}

const char* text(Prose prose) { return prose; }

ordered_json describe(const Parameter& parameter) {
  static constexpr const char* kTypes[] = {"integer", "number", "boolean", "choice",
                                           "text",    "list",   "words"};
  ordered_json json{{"name", parameter.name},
                    {"label", text(parameter.label)},
                    {"type", kTypes[static_cast<unsigned>(parameter.type)]},
                    {"default", parameter.standard()}};
  if (*parameter.help != 0) json["help"] = text(parameter.help);
  if (*parameter.unit != 0) json["unit"] = parameter.unit;
  switch (parameter.type) {
    case Parameter::Type::list:
      json["min_items"] = parameter.min_items;
      json["max_items"] = parameter.max_items;
      [[fallthrough]];
    case Parameter::Type::integer:
    case Parameter::Type::number:
      json["min"] = parameter.min;
      json["max"] = parameter.max;
      break;
    case Parameter::Type::choice:
      json["choices"] =
          std::vector<std::string>(parameter.choices.begin(), parameter.choices.end());
      break;
    case Parameter::Type::words:
      json["min_items"] = parameter.min_items;
      json["max_items"] = parameter.max_items;
      [[fallthrough]];
    case Parameter::Type::text:
      json["max_length"] = parameter.max_length;
      break;
    case Parameter::Type::boolean:
      break;
  }
  return json;
}

// count_in is the number that `value` is, or how many items it has.
long count_in(const Parameter& parameter, const std::string& value) {
  if (parameter.type == Parameter::Type::integer) return std::stol(value);
  return std::count(value.begin(), value.end(), ',') + 1;
}

// describe_count tells how many threads or processes a demo has with its defaults, and, where a
// parameter counts them, which one, and how many there are besides.
void describe_count(ordered_json& json, const char* name, const Demo& demo,
                    unsigned (*count)(const Arguments&)) {
  const auto with = [&](const std::map<std::string, std::string>& values) {
    return static_cast<long>(count(std::get<Arguments>(check_arguments(demo, values))));
  };
  const long standard = count == nullptr ? 1 : with({});
  json[name] = standard;
  if (count == nullptr) return;
  for (const Parameter& parameter : demo.parameters) {
    const std::string value = parameter.standard();
    std::string other;
    if (parameter.type == Parameter::Type::integer) {
      const double far =
          count_in(parameter, value) == parameter.min ? parameter.max : parameter.min;
      other = std::to_string(static_cast<long>(far));
    } else if (parameter.type == Parameter::Type::list ||
               parameter.type == Parameter::Type::words) {
      other = value.substr(0, value.find(','));
    }
    if (other.empty() || with({{parameter.name, other}}) == standard) continue;
    json[std::string(name) + "_by"] = {{"parameter", parameter.name},
                                       {"besides", standard - count_in(parameter, value)}};
  }
}

ordered_json describe(const Demo& demo) {
  ordered_json parameters = ordered_json::array();
  for (const Parameter& parameter : demo.parameters) parameters.push_back(describe(parameter));
  ordered_json presets = ordered_json::array();
  for (const Preset& preset : demo.presets) {
    ordered_json values = ordered_json::object();
    for (const auto& [name, value] : preset.values) values[name] = value;
    presets.push_back({{"name", preset.name}, {"values", values}});
  }
  ordered_json json{{"id", demo.id},
                    {"title", text(demo.title)},
                    {"chapter", demo.chapter},
                    {"order", demo.order},
                    {"teaches", text(demo.teaches)},
                    {"look", text(demo.look)},
                    {"question", text(demo.question)},
                    {"notebook", text(demo.notebook)},
                    {"variants", demo.variants},
                    {"instructions", demo.instructions},
                    {"source", demo.file()},
                    {"source_hash", demo.source_hash}};
  describe_count(json, "threads", demo, demo.threads);
  describe_count(json, "processes", demo, demo.processes);
  json["parameters"] = parameters;
  json["presets"] = presets;
  return json;
}

}  // namespace

std::string describe_json() {
  ordered_json chapters = ordered_json::array();
  for (const char* title : kChapters) {
    chapters.push_back({{"number", chapters.size() + 1}, {"title", title}});
  }
  ordered_json demos = ordered_json::array();
  for (const Demo& demo : all_demos()) demos.push_back(describe(demo));
  const ordered_json all{
      {"events", events()},
      {"object_types",
       {"lock", "rlock", "condition", "semaphore", "event", "queue", "shared", "buffer"}},
      {"shapes", {"done", "blocked", "resumed", "timed_out", "failed"}},
      {"fates", {"finished", "deadlock", "exception", "stopped", "step_limit"}},
      {"limits",
       {{"threads", kMaxThreads}, {"steps", Execution::kDefaultMaxSteps}, {"seed", kMaxSeed}}},
      {"chapters", chapters},
      {"demos", demos}};
  return all.dump();
}

}  // namespace interleave
