#include "wire/options.h"

#include "kernel/controlled/execution.h"
#include "wire/query.h"

namespace interleave {
namespace {

constexpr double kMaxTimeScale = 1000;

std::string unknown_demo(const std::string& id) {
  constexpr std::size_t kShown = 60;
  return "There is no demo \"" + id.substr(0, kShown) + "\"; the list of demos has every name.";
}

}  // namespace

std::uint16_t RunOptions::fingerprint() const {
  std::uint32_t hash = 2166136261u;
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    hash = (hash ^ 0xffu) * 16777619u;
  };
  add(demo->id);
  add(demo->source_hash);
  for (const auto& [name, value] : arguments.values()) add(name), add(value);
  add(std::to_string(seed));
  if (late_timers) add("late");
  return static_cast<std::uint16_t>(hash ^ (hash >> 16));
}

std::variant<RunOptions, std::string> check_options(
    const std::string& demo, const std::map<std::string, std::string>& parameters) {
  RunOptions options;
  options.demo = find_demo(demo);
  if (options.demo == nullptr) return unknown_demo(demo);
  auto checked = check_arguments(*options.demo, parameters);
  if (auto* wrong = std::get_if<std::string>(&checked)) return *wrong;
  options.arguments = std::get<Arguments>(std::move(checked));
  return options;
}

std::variant<RunOptions, std::string> read_options(std::string_view query) {
  constexpr std::string_view kSet = "set.";
  std::map<std::string, std::string> parameters;
  std::map<std::string, std::string> given = read_query(query);
  for (const auto& [name, value] : given) {
    if (name.starts_with(kSet)) parameters[name.substr(kSet.size())] = value;
  }
  if (!given.contains("demo")) return "The options of a run must name a demo: demo=race.";
  auto checked = check_options(given["demo"], parameters);
  if (auto* wrong = std::get_if<std::string>(&checked)) return *wrong;
  RunOptions options = std::get<RunOptions>(std::move(checked));

  if (const auto it = given.find("scheduler"); it != given.end()) {
    if (it->second != "random" && it->second != "round_robin" && it->second != "replay") {
      return "The scheduler must be random, round_robin or replay.";
    }
    options.scheduler = it->second;
  }
  if (const auto it = given.find("seed"); it != given.end()) {
    const auto seed = parse_whole<std::uint64_t>(it->second, 0, kMaxSeed);
    if (!seed) return "The seed must be a whole number from 0 to " + std::to_string(kMaxSeed) + ".";
    options.seed = *seed;
  }
  if (const auto it = given.find("schedule"); it != given.end()) options.schedule = it->second;
  if (const auto it = given.find("steps"); it != given.end()) {
    const auto steps = parse_whole<std::uint32_t>(it->second, 1, Execution::kDefaultMaxSteps);
    if (!steps) {
      return "steps must be a whole number from 1 to " +
             std::to_string(Execution::kDefaultMaxSteps) + ".";
    }
    options.steps = *steps;
  }
  if (const auto it = given.find("time"); it != given.end()) {
    if (it->second != "strict" && it->second != "late") return "time must be strict or late.";
    options.late_timers = it->second == "late";
  }
  if (const auto it = given.find("time_scale"); it != given.end()) {
    const auto scale = parse_number(it->second);
    if (!scale || !(*scale >= 1 && *scale <= kMaxTimeScale)) {
      return "time_scale must be a number from 1 to 1000.";
    }
    options.time_scale = *scale;
  }
  return options;
}

}  // namespace interleave
