#include "wire/explore.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include "cli/commands.h"
#include "cli/words.h"
#include "wire/json_writer.h"
#include "wire/outcome.h"

namespace interleave {
namespace {

struct Request {
  std::unique_ptr<DemoExploration> exploration;
  std::uint64_t executions = 1'000'000;
  bool draws = false;
  bool json = false;
};

std::variant<Request, std::string> read_request(const std::vector<std::string>& words) {
  auto sorted = read_words(words, "explore", "the name of a demo", {"--json"},
                           {"--set", "--algorithm", "--preemptions", "--executions", "--seed",
                            "--time", "--depth", "--steps"});
  if (auto* wrong = std::get_if<std::string>(&sorted)) return *wrong;
  const Words& read = std::get<Words>(sorted);
  std::string query = "demo=" + encoded(read.subject);
  for (const auto& [name, value] : read.parameters) {
    query += "&set." + encoded(name) + '=' + encoded(value);
  }
  std::string algorithm = "optimal";
  Request request;
  request.json = read.flags.contains("--json");
  for (const auto& [name, value] : read.values) {
    const std::string option = '&' + name.substr(2) + '=';
    if (name == "--algorithm" || name == "--time") {
      query += option + encoded(value);
      if (name == "--algorithm") algorithm = value;
      continue;
    }
    constexpr std::uint64_t kMost = 1'000'000'000'000;
    const auto number = parse_whole<std::uint64_t>(value, 0, name == "--seed" ? kMaxSeed : kMost);
    if (!number)
      return name + " must be a whole number from 0 to " +
             std::to_string(name == "--seed" ? kMaxSeed : kMost) + ".";
    if (name == "--executions") {
      if (*number == 0) return "--executions must be at least 1.";
      request.executions = *number;
    } else {
      query += option + std::to_string(*number);
    }
  }
  request.draws = algorithm == "random" || algorithm == "pct" || algorithm == "pos";
  constexpr std::uint64_t kDrawn = 10'000;
  if (request.draws && !read.values.contains("--executions")) request.executions = kDrawn;
  auto made = read_exploration(query);
  if (auto* wrong = std::get_if<std::string>(&made)) return *wrong;
  request.exploration = std::get<std::unique_ptr<DemoExploration>>(std::move(made));
  return request;
}

// one_line is `text` with its line ends shown, cut where it is long.
std::string one_line(const std::string& text) {
  constexpr std::size_t kShown = 100;
  std::string line;
  for (const char c : text.substr(0, kShown))
    line += c == '\n' ? std::string(" | ") : std::string(1, c);
  return text.size() > kShown ? line + "..." : line;
}

void tell(const DemoExploration& found, double seconds) {
  const Exploration& it = found.exploration();
  std::printf(
      "%llu executions%s, %zu outcomes, %llu deadlock, %llu have a data race (%.0f/s)\n",
      static_cast<unsigned long long>(it.executions()), it.complete() ? ": all of them" : "",
      it.found().size(), static_cast<unsigned long long>(it.deadlocks()),
      static_cast<unsigned long long>(it.racy()), static_cast<double>(it.executions()) / seconds);
  for (const Found& outcome : it.found()) {
    std::printf("\n%s, %llu executions", fate_name(outcome.fate),
                static_cast<unsigned long long>(outcome.executions));
    if (it.sampled() > 0) {
      std::printf(", %.1f %% of random ones",
                  100 * static_cast<double>(outcome.sampled) / static_cast<double>(it.sampled()));
    }
    std::printf("\n");
    if (!outcome.output.empty()) std::printf("  output: %s\n", one_line(outcome.output).c_str());
    std::map<std::string, std::string> values;
    for (const RunLog::Value& value : outcome.values) values[value.name] = value_text(value);
    for (const auto& [name, value] : values) {
      std::printf("  %s = %s\n", name.c_str(), value.c_str());
    }
    if (outcome.fate != Fate::finished) std::printf("  %s\n", outcome.sentence.c_str());
    if (!outcome.partial.empty()) std::printf("  %s\n", outcome.partial.c_str());
    std::printf("  %u steps, %u preemptions: interleave replay '%s'\n", outcome.steps,
                outcome.preemptions, found.link_of(outcome).c_str());
  }
  for (const DataRace& race : it.races()) std::printf("\n%s\n", race_sentence(race, it).c_str());
  for (const Inversion& inversion : it.inversions()) {
    std::printf("\n%s\n", inversion_sentence(inversion, it).c_str());
  }
  for (const std::string& limit : found.limits()) std::printf("\n%s\n", limit.c_str());
  if (!it.complete()) {
    std::printf("\nNot everything was explored: --executions raises the limit.\n");
  }
}

}  // namespace

int explore_command(const std::vector<std::string>& words) {
  // How many random executions tell how likely an outcome is.
  constexpr std::uint64_t kSampled = 1'000;
  auto read = read_request(words);
  if (auto* wrong = std::get_if<std::string>(&read)) return complain(*wrong);
  const Request request = std::get<Request>(std::move(read));
  DemoExploration& found = *request.exploration;
  const auto begin = std::chrono::steady_clock::now();
  found.run(request.executions);
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  const double seconds = std::max(time.count(), 1e-9);
  if (!request.draws) found.sample(kSampled);
  const std::vector<std::string> undeclared = found.undeclared();
  if (request.json) {
    const double rate = static_cast<double>(found.exploration().executions()) / seconds;
    JsonWriter json;
    json.resume(found.json()).put("executions_per_second", rate).end();
    std::printf("%s\n", json.take().c_str());
  } else {
    tell(found, seconds);
    if (!undeclared.empty()) std::printf("\nThe demo does not declare this:\n");
    for (const std::string& sentence : undeclared) std::printf("  %s\n", sentence.c_str());
  }
  return undeclared.empty() ? 0 : 1;
}

}  // namespace interleave
