#include "wire/options.h"

#include <nlohmann/json.hpp>

#include "kernel/controlled/execution.h"

namespace interleave {
namespace {

using nlohmann::json;

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

std::variant<RunOptions, std::string> read_options(std::string_view text) {
  const json given = json::parse(text, nullptr, false);
  if (!given.is_object() || !given.contains("demo") || !given["demo"].is_string()) {
    return "The run's options must be a JSON object with a \"demo\".";
  }
  std::map<std::string, std::string> parameters;
  if (given.contains("parameters")) {
    if (!given["parameters"].is_object()) return "\"parameters\" must be a JSON object of texts.";
    for (const auto& [name, value] : given["parameters"].items()) {
      if (!value.is_string()) return "The parameter " + name + " must be given as a text.";
      parameters[name] = value.get<std::string>();
    }
  }
  auto checked = check_options(given["demo"].get<std::string>(), parameters);
  if (auto* wrong = std::get_if<std::string>(&checked)) return *wrong;
  RunOptions options = std::get<RunOptions>(std::move(checked));

  if (given.contains("scheduler")) {
    const json& name = given["scheduler"];
    if (name != "random" && name != "round_robin" && name != "replay") {
      return "The scheduler must be random, round_robin or replay.";
    }
    options.scheduler = name.get<std::string>();
  }
  if (given.contains("seed")) {
    const json& seed = given["seed"];
    if (!seed.is_number_unsigned() || seed.get<std::uint64_t>() > kMaxSeed) {
      return "The seed must be a whole number from 0 to " + std::to_string(kMaxSeed) + ".";
    }
    options.seed = seed.get<std::uint64_t>();
  }
  if (given.contains("schedule")) {
    if (!given["schedule"].is_string()) return "The schedule must be a text.";
    options.schedule = given["schedule"].get<std::string>();
  }
  if (given.contains("steps")) {
    const json& steps = given["steps"];
    if (!steps.is_number_unsigned() || steps.get<std::uint64_t>() < 1 ||
        steps.get<std::uint64_t>() > Execution::kDefaultMaxSteps) {
      return "steps must be a whole number from 1 to " +
             std::to_string(Execution::kDefaultMaxSteps) + ".";
    }
    options.steps = steps.get<std::uint32_t>();
  }
  if (given.contains("time")) {
    if (given["time"] != "strict" && given["time"] != "late") {
      return "time must be strict or late.";
    }
    options.late_timers = given["time"] == "late";
  }
  if (given.contains("time_scale")) {
    const json& scale = given["time_scale"];
    if (!scale.is_number() || !(scale.get<double>() >= 1 && scale.get<double>() <= kMaxTimeScale)) {
      return "time_scale must be a number from 1 to 1000.";
    }
    options.time_scale = scale.get<double>();
  }
  return options;
}

}  // namespace interleave
