#include "wire/describe.h"

#include <algorithm>
#include <map>
#include <string>
#include <variant>

#include "demo.h"
#include "kernel/controlled/execution.h"
#include "wire/json_writer.h"
#include "wire/options.h"

namespace interleave {
namespace {

constexpr const char* kChapters[] = {
    "Threads",  "Processes",    "CPU-bound work and the GIL", "Races and locks",
    "Deadlock", "Coordination", "Caching and the rest",       "Beyond the notebooks"};

void put_events(JsonWriter& json) {
  json.key("events").begin('[');
#define EVENT(name_, done_, blocked_, resumed_, timed_out_, failed_) \
  json.begin('{').put("name", #name_).put("done", done_);            \
  json.put("blocked", blocked_).put("resumed", resumed_);            \
  json.put("timed_out", timed_out_).put("failed", failed_).end();
#include "kernel/event.def"
#undef EVENT
  json.end();
}

const char* text(Prose prose) { return prose; }

void describe(JsonWriter& json, const Parameter& parameter) {
  static constexpr const char* kTypes[] = {"integer", "number", "boolean", "choice",
                                           "text",    "list",   "words"};
  json.begin('{').put("name", parameter.name).put("label", text(parameter.label));
  json.put("type", kTypes[static_cast<unsigned>(parameter.type)]);
  json.put("default", parameter.standard());
  if (*parameter.help != 0) json.put("help", text(parameter.help));
  if (*parameter.unit != 0) json.put("unit", parameter.unit);
  switch (parameter.type) {
    case Parameter::Type::list:
      json.put("min_items", parameter.min_items).put("max_items", parameter.max_items);
      [[fallthrough]];
    case Parameter::Type::integer:
    case Parameter::Type::number:
      json.put("min", parameter.min).put("max", parameter.max);
      break;
    case Parameter::Type::choice:
      json.put_all("choices", parameter.choices);
      break;
    case Parameter::Type::words:
      json.put("min_items", parameter.min_items).put("max_items", parameter.max_items);
      [[fallthrough]];
    case Parameter::Type::text:
      json.put("max_length", parameter.max_length);
      break;
    case Parameter::Type::boolean:
      break;
  }
  json.end();
}

// count_in is the number that `value` is, or how many items it has.
long count_in(const Parameter& parameter, const std::string& value) {
  if (parameter.type == Parameter::Type::integer) return std::stol(value);
  return std::count(value.begin(), value.end(), ',') + 1;
}

// describe_count tells how many threads or processes a demo has with its defaults, and, where a
// parameter counts them, which one, and how many there are besides.
void describe_count(JsonWriter& json, const std::string& name, const Demo& demo,
                    unsigned (*count)(const Arguments&)) {
  const auto with = [&](const std::map<std::string, std::string>& values) {
    return static_cast<long>(count(std::get<Arguments>(check_arguments(demo, values))));
  };
  const long standard = count == nullptr ? 1 : with({});
  json.put(name, standard);
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
    json.key(name + "_by").begin('{').put("parameter", parameter.name);
    json.put("besides", standard - count_in(parameter, value)).end();
    return;
  }
}

void describe(JsonWriter& json, const Demo& demo) {
  json.begin('{').put("id", demo.id).put("title", text(demo.title));
  json.put("chapter", demo.chapter).put("order", demo.order);
  json.put("teaches", text(demo.teaches)).put("look", text(demo.look));
  json.put("question", text(demo.question)).put("notebook", text(demo.notebook));
  json.put("variants", demo.variants).put("instructions", demo.instructions);
  json.put("source", demo.file()).put("source_hash", demo.source_hash);
  describe_count(json, "threads", demo, demo.threads);
  describe_count(json, "processes", demo, demo.processes);
  json.key("parameters").begin('[');
  for (const Parameter& parameter : demo.parameters) describe(json, parameter);
  json.end().key("presets").begin('[');
  for (const Preset& preset : demo.presets) {
    json.begin('{').put("name", preset.name).key("values").begin('{');
    for (const auto& [name, value] : preset.values) json.put(name, value);
    json.end().end();
  }
  json.end().end();
}

}  // namespace

std::string describe_json() {
  using Texts = std::initializer_list<const char*>;
  JsonWriter json;
  json.begin('{');
  put_events(json);
  json.put_all("object_types", Texts{"lock", "rlock", "condition", "semaphore", "event", "queue",
                                     "shared", "buffer"});
  json.put_all("shapes", Texts{"done", "blocked", "resumed", "timed_out", "failed"});
  json.put_all("fates", Texts{"finished", "deadlock", "exception", "stopped", "step_limit"});
  json.key("limits").begin('{').put("threads", kMaxThreads);
  json.put("steps", Execution::kDefaultMaxSteps).put("seed", kMaxSeed).end();
  json.key("chapters").begin('[');
  unsigned number = 0;
  for (const char* title : kChapters) {
    json.begin('{').put("number", ++number).put("title", title).end();
  }
  json.end().key("demos").begin('[');
  for (const Demo& demo : all_demos()) describe(json, demo);
  return json.end().end().take();
}

}  // namespace interleave
