#include "wire/explore.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>

#include "sync/text.h"
#include "wire/link.h"
#include "wire/outcome.h"

namespace interleave {
namespace {

using nlohmann::ordered_json;

std::string value_text(const RunLog::Value& value) {
  if (!value.text.empty()) return value.text;
  if ((value.flags & kValueIsDouble) != 0) return to_text(std::bit_cast<double>(value.bits));
  if ((value.flags & kValueIsBool) != 0) return to_text(value.bits != 0);
  return to_text(value.bits);
}

ordered_json access_json(const DataRace::Access& access, const Exploration& exploration) {
  return {{"thread", exploration.thread_name(access.thread)},
          {"kind", access.kind == Kind::read ? "read" : "write"},
          {"line", access.line},
          {"held", access.held}};
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
  ordered_json outcomes = ordered_json::array();
  for (const Found& found : it.found()) {
    ordered_json values = ordered_json::object();
    for (const RunLog::Value& value : found.values) values[value.name] = value_text(value);
    ordered_json share = nullptr;
    if (it.sampled() > 0) {
      share = static_cast<double>(found.sampled) / static_cast<double>(it.sampled());
    }
    outcomes.push_back({{"fate", fate_name(found.fate)},
                        {"sentence", found.sentence},
                        {"partial", found.partial},
                        {"output", found.output},
                        {"values", values},
                        {"executions", found.executions},
                        {"share", share},
                        {"raced", found.raced},
                        {"inverted", found.inverted},
                        {"steps", found.steps},
                        {"preemptions", found.preemptions},
                        {"schedule", schedule_of(found)},
                        {"link", link_of(found)}});
  }
  ordered_json races = ordered_json::array();
  for (const DataRace& race : it.races()) {
    races.push_back({{"value", race.value},
                     {"first", access_json(race.first, it)},
                     {"second", access_json(race.second, it)},
                     {"last_synchronisation", race.last_synchronisation},
                     {"last_line", race.last_line},
                     {"sentence", race_sentence(race, it)}});
  }
  ordered_json inversions = ordered_json::array();
  for (const Inversion& inversion : it.inversions()) {
    ordered_json edges = ordered_json::array();
    for (const Inversion::Edge& edge : inversion.edges) {
      edges.push_back({{"held", edge.held},
                       {"taken", edge.taken},
                       {"thread", it.thread_name(edge.thread)},
                       {"line", edge.line}});
    }
    inversions.push_back({{"edges", edges}, {"sentence", inversion_sentence(inversion, it)}});
  }
  ordered_json limits = ordered_json::array();
  if (it.lost_outcomes() > 0) {
    limits.push_back("Only the first " + std::to_string(Exploration::kMostOutcomes) +
                     " outcomes are kept: " + std::to_string(it.lost_outcomes()) +
                     " executions had others.");
  }
  if (it.inversions_lost()) {
    limits.push_back("Only the first " + std::to_string(Judge::kMostEdges) +
                     " places of an execution where a lock is taken while another is held are "
                     "looked at for locks in opposite orders.");
  }
  const double estimate = it.estimate();
  const ordered_json all{
      {"ok", true},
      {"demo", run_.demo->id},
      {"algorithm", algorithm_name(explore_.algorithm)},
      {"executions", it.executions()},
      {"blocked", it.redundant()},
      {"complete", it.complete()},
      {"estimate", estimate > 0 ? ordered_json(estimate) : ordered_json(nullptr)},
      {"deadlocks", it.deadlocks()},
      {"partial_deadlocks", it.partial_deadlocks()},
      {"races", it.racy()},
      {"steps", it.steps()},
      {"sampled", it.sampled()},
      {"preemptions", it.by_preemptions()},
      {"outcomes", outcomes},
      {"data_races", races},
      {"inversions", inversions},
      {"undeclared", undeclared()},
      {"limits", limits}};
  return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::variant<std::unique_ptr<DemoExploration>, std::string> read_exploration(
    std::string_view text) {
  auto read = read_options(text);
  if (auto* wrong = std::get_if<std::string>(&read)) return *wrong;
  RunOptions run = std::get<RunOptions>(std::move(read));
  const nlohmann::json given = nlohmann::json::parse(text, nullptr, false);
  ExploreOptions explore;
  explore.seed = run.seed;
  explore.late_timers = run.late_timers;
  if (run.steps != 0) explore.max_steps = run.steps;
  if (given.contains("algorithm")) {
    if (!given["algorithm"].is_string() ||
        !algorithm_of(given["algorithm"].get<std::string>(), explore.algorithm)) {
      return std::string("The algorithm must be one of ") + kAlgorithmNames + ".";
    }
  }
  const auto number = [&](const char* name, unsigned min, unsigned max, unsigned& into) {
    if (!given.contains(name)) return true;
    if (!given[name].is_number_unsigned() || given[name].get<std::uint64_t>() < min ||
        given[name].get<std::uint64_t>() > max) {
      return false;
    }
    into = given[name].get<unsigned>();
    return true;
  };
  if (!number("preemptions", 0, kMostPreemptions, explore.preemptions)) {
    return "preemptions must be a whole number from 0 to " + std::to_string(kMostPreemptions) + ".";
  }
  if (!number("depth", 1, kMostDepth, explore.depth)) {
    return "depth must be a whole number from 1 to " + std::to_string(kMostDepth) + ".";
  }
  if (given.contains("judge")) {
    if (!given["judge"].is_boolean()) return "judge must be true or false.";
    explore.judge = given["judge"].get<bool>();
  }
  return std::make_unique<DemoExploration>(std::move(run), explore);
}

}  // namespace interleave
