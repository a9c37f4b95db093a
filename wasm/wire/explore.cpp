#include "wire/explore.h"

#include <algorithm>
#include <bit>

#include "sync/text.h"
#include "wire/json_writer.h"
#include "wire/link.h"
#include "wire/outcome.h"
#include "wire/query.h"

namespace interleave {
namespace {

void put_access(JsonWriter& json, std::string_view name, const DataRace::Access& access,
                const Exploration& exploration) {
  json.key(name).begin('{').put("thread", exploration.thread_name(access.thread));
  json.put("kind", access.kind == Kind::read ? "read" : "write").put("line", access.line);
  json.put_all("held", access.held).end();
}

std::string access_words(const DataRace::Access& access, const Exploration& exploration) {
  std::string words = exploration.thread_name(access.thread);
  words += access.kind == Kind::read ? " reads in line " : " writes in line ";
  words += std::to_string(access.line);
  if (access.held.empty()) return words + " holding no lock";
  words += " holding ";
  for (std::size_t i = 0; i < access.held.size(); ++i) {
    words += (i > 0 ? " and " : "") + access.held[i];
  }
  return words;
}

// declaration_of is what the demo declares for the run's parameters; null when nothing.
const Expected* declaration_of(const RunOptions& run) {
  for (const Expected& expected : run.demo->expected) {
    bool fits = true;
    for (const Parameter& parameter : run.demo->parameters) {
      std::string value = parameter.standard();
      for (const auto& [name, declared] : expected.values) {
        if (std::string_view(name) == parameter.name) value = declared;
      }
      const auto given = run.arguments.values().find(parameter.name);
      fits = fits && given != run.arguments.values().end() && given->second == value;
    }
    if (fits) return &expected;
  }
  return nullptr;
}

}  // namespace

DemoExploration::DemoExploration(RunOptions run, ExploreOptions explore)
    : run_(std::move(run)),
      explore_(explore),
      exploration_([this] { run_.demo->body(run_.arguments); }, explore) {}

std::string value_text(const RunLog::Value& value) {
  if (!value.text.empty()) return value.text;
  if ((value.flags & kValueIsDouble) != 0) return to_text(std::bit_cast<double>(value.bits));
  if ((value.flags & kValueIsBool) != 0) return to_text(value.bits != 0);
  return to_text(value.bits);
}

std::string race_sentence(const DataRace& race, const Exploration& exploration) {
  std::string sentence = "Data race on " + race.value + ": " +
                         access_words(race.first, exploration) + ", " +
                         access_words(race.second, exploration) + ", and nothing orders the two";
  if (!race.last_synchronisation.empty()) {
    sentence += " (" + exploration.thread_name(race.second.thread) + " last synchronised on " +
                race.last_synchronisation + " in line " + std::to_string(race.last_line) + ")";
  }
  return sentence + ".";
}

std::string inversion_sentence(const Inversion& inversion, const Exploration& exploration) {
  std::string sentence = "Locks in opposite orders: ";
  for (std::size_t i = 0; i < inversion.edges.size(); ++i) {
    const Inversion::Edge& edge = inversion.edges[i];
    sentence += (i > 0 ? ", " : "") + exploration.thread_name(edge.thread) + " takes " +
                edge.taken + " in line " + std::to_string(edge.line) + " while it holds " +
                edge.held;
  }
  return sentence + ". Some other schedule may deadlock.";
}

std::string DemoExploration::schedule_of(const Found& found) const {
  return schedule_text(run_, found.choices);
}

std::string DemoExploration::link_of(const Found& found) const {
  return link_text(run_, found.choices);
}

std::vector<std::string> DemoExploration::undeclared() const {
  const Expected* declared = declaration_of(run_);
  const auto allows = [&](std::string_view fate) {
    if (declared == nullptr) return fate == "finished";
    return std::any_of(declared->fates.begin(), declared->fates.end(),
                       [&](const char* it) { return fate == it; });
  };
  std::vector<std::string> sentences;
  for (const Found& found : exploration_.found()) {
    if (found.executions == 0) continue;
    if (!allows(fate_name(found.fate))) sentences.push_back(found.sentence);
    if (!found.partial.empty() && !allows("partial deadlock")) sentences.push_back(found.partial);
  }
  if (declared == nullptr || !declared->races) {
    for (const DataRace& race : exploration_.races()) {
      sentences.push_back(race_sentence(race, exploration_));
    }
  }
  return sentences;
}

std::string DemoExploration::json() const {
  const Exploration& it = exploration_;
  JsonWriter json;
  json.begin('{').put("ok", true).put("demo", run_.demo->id);
  json.put("algorithm", algorithm_name(explore_.algorithm)).put("executions", it.executions());
  json.put("blocked", it.redundant()).put("complete", it.complete()).key("estimate");
  it.estimate() > 0 ? json.value(it.estimate()) : json.value(nullptr);
  json.put("deadlocks", it.deadlocks()).put("partial_deadlocks", it.partial_deadlocks());
  json.put("races", it.racy()).put("steps", it.steps()).put("sampled", it.sampled());
  json.key("preemptions").begin('[');
  for (const auto count : it.by_preemptions()) json.value(count);
  json.end();

  json.key("outcomes").begin('[');
  for (const Found& found : it.found()) {
    json.begin('{').put("fate", fate_name(found.fate)).put("sentence", found.sentence);
    json.put("partial", found.partial).put("output", found.output);
    json.key("values").begin('{');
    for (const RunLog::Value& value : found.values) json.put(value.name, value_text(value));
    json.end().put("executions", found.executions).key("share");
    if (it.sampled() > 0) {
      json.value(static_cast<double>(found.sampled) / static_cast<double>(it.sampled()));
    } else {
      json.value(nullptr);
    }
    json.put("raced", found.raced).put("inverted", found.inverted).put("steps", found.steps);
    json.put("preemptions", found.preemptions).put("schedule", schedule_of(found));
    json.put("link", link_of(found)).end();
  }
  json.end();

  json.key("data_races").begin('[');
  for (const DataRace& race : it.races()) {
    json.begin('{').put("value", race.value);
    put_access(json, "first", race.first, it);
    put_access(json, "second", race.second, it);
    json.put("last_synchronisation", race.last_synchronisation).put("last_line", race.last_line);
    json.put("sentence", race_sentence(race, it)).end();
  }
  json.end();

  json.key("inversions").begin('[');
  for (const Inversion& inversion : it.inversions()) {
    json.begin('{').key("edges").begin('[');
    for (const Inversion::Edge& edge : inversion.edges) {
      json.begin('{').put("held", edge.held).put("taken", edge.taken);
      json.put("thread", it.thread_name(edge.thread)).put("line", edge.line).end();
    }
    json.end().put("sentence", inversion_sentence(inversion, it)).end();
  }
  json.end();

  json.put_all("undeclared", undeclared()).put_all("limits", limits());
  return json.end().take();
}

std::vector<std::string> DemoExploration::limits() const {
  std::vector<std::string> sentences;
  if (exploration_.lost_outcomes() > 0) {
    sentences.push_back("Only the first " + std::to_string(Exploration::kMostOutcomes) +
                        " outcomes are kept: " + std::to_string(exploration_.lost_outcomes()) +
                        " executions had others.");
  }
  if (exploration_.inversions_lost()) {
    sentences.push_back("Only the first " + std::to_string(Judge::kMostEdges) +
                        " places of an execution where a lock is taken while another is held are "
                        "looked at for locks in opposite orders.");
  }
  return sentences;
}

std::variant<std::unique_ptr<DemoExploration>, std::string> read_exploration(
    std::string_view query) {
  auto read = read_options(query);
  if (auto* wrong = std::get_if<std::string>(&read)) return *wrong;
  RunOptions run = std::get<RunOptions>(std::move(read));
  const std::map<std::string, std::string> given = read_query(query);
  ExploreOptions explore;
  explore.seed = run.seed;
  explore.late_timers = run.late_timers;
  if (run.steps != 0) explore.max_steps = run.steps;
  if (const auto it = given.find("algorithm");
      it != given.end() && !algorithm_of(it->second, explore.algorithm)) {
    return std::string("The algorithm must be one of ") + kAlgorithmNames + ".";
  }
  const auto number = [&](const char* name, unsigned min, unsigned max, unsigned& into) {
    const auto it = given.find(name);
    if (it == given.end()) return true;
    const auto number = parse_whole<unsigned>(it->second, min, max);
    if (number) into = *number;
    return number.has_value();
  };
  if (!number("preemptions", 0, kMostPreemptions, explore.preemptions)) {
    return "preemptions must be a whole number from 0 to " + std::to_string(kMostPreemptions) + ".";
  }
  if (!number("depth", 1, kMostDepth, explore.depth)) {
    return "depth must be a whole number from 1 to " + std::to_string(kMostDepth) + ".";
  }
  if (const auto it = given.find("judge"); it != given.end()) {
    if (it->second != "true" && it->second != "false") return "judge must be true or false.";
    explore.judge = it->second == "true";
  }
  return std::make_unique<DemoExploration>(std::move(run), explore);
}

}  // namespace interleave
