#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <variant>

#include "cli/commands.h"
#include "cli/words.h"
#include "wire/capture.h"
#include "wire/json_writer.h"
#include "wire/live_run.h"
#include "wire/run_controlled.h"

namespace interleave {
namespace {

// Request is a `run` command, read.
struct Request {
  RunOptions options;
  bool live = false;
  bool json = false;
  bool capture = false;
  std::string trace_file;
};

std::variant<Request, std::string> read_request(const std::vector<std::string>& words) {
  auto sorted = read_words(
      words, "run", "the name of a demo", {"--live", "--json", "--capture"},
      {"--set", "--scheduler", "--seed", "--schedule", "--steps", "--speed", "--trace", "--time"});
  if (auto* wrong = std::get_if<std::string>(&sorted)) return *wrong;
  Words& read = std::get<Words>(sorted);
  auto& flags = read.values;
  Request request;
  request.live = read.flags.contains("--live");
  request.json = read.flags.contains("--json");
  request.capture = read.flags.contains("--capture");
  if (request.capture && !request.live) return "--capture goes with --live.";
  auto checked = check_options(read.subject, read.parameters);
  if (auto* wrong = std::get_if<std::string>(&checked)) return *wrong;
  request.options = std::get<RunOptions>(std::move(checked));
  request.trace_file = flags["--trace"];
  RunOptions& options = request.options;
  if (flags.contains("--scheduler")) {
    options.scheduler = flags["--scheduler"];
    if (options.scheduler != "random" && options.scheduler != "round_robin" &&
        options.scheduler != "replay") {
      return "--scheduler must be random, round_robin or replay.";
    }
  } else if (flags.contains("--schedule")) {
    options.scheduler = "replay";
  }
  options.schedule = flags["--schedule"];
  if (flags.contains("--seed")) {
    const auto seed = parse_whole<std::uint64_t>(flags["--seed"], 0, kMaxSeed);
    if (!seed) return "--seed must be a whole number from 0 to " + std::to_string(kMaxSeed) + ".";
    options.seed = *seed;
  }
  if (flags.contains("--steps")) {
    constexpr std::uint32_t kMost = 200'000;
    const auto steps = parse_whole<std::uint32_t>(flags["--steps"], 1, kMost);
    if (!steps) return "--steps must be a whole number from 1 to " + std::to_string(kMost) + ".";
    options.steps = *steps;
  }
  if (flags.contains("--time")) {
    if (flags["--time"] != "strict" && flags["--time"] != "late") {
      return "--time must be strict or late.";
    }
    options.late_timers = flags["--time"] == "late";
  }
  if (flags.contains("--speed")) {
    const auto speed = parse_whole<unsigned>(flags["--speed"], 1, 1000);
    if (!speed) return "--speed must be a whole number from 1 to 1000.";
    options.time_scale = *speed;
  }
  return request;
}

// Report takes records as they come: it shows the output at once, or keeps it for the JSON.
class Report {
 public:
  explicit Report(bool json) : json_(json) { output_.begin('['); }

  void add(const Event& event, std::string_view text) {
    constexpr std::int64_t kStandardError = 2;
    if (event.kind == Kind::begin) names_[event.thread] = text;
    if (event.kind == Kind::deadlock && !json_) {
      std::fflush(stdout);
      std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
    }
    if (event.kind != Kind::print) return;
    if (json_) {
      output_.begin('{').put("thread", names_[event.thread]).put("stream", event.value);
      output_.put("text", text).end();
    } else {
      std::fwrite(text.data(), 1, text.size(), event.value == kStandardError ? stderr : stdout);
      std::fflush(stdout);
    }
  }

  void captured(Captured captured) { captured_ = std::move(captured); }

  int finish(const Outcome& outcome, const RunOptions& options) {
    if (json_) {
      std::printf("%s\n", json_of(outcome, options).c_str());
    } else {
      if (outcome.fate != Fate::deadlock) std::fprintf(stderr, "%s", outcome.sentence.c_str());
      if (!outcome.schedule.empty()) {
        std::fprintf(stderr, " %u steps, %u preemptions; again: interleave run %s", outcome.steps,
                     outcome.preemptions, options.demo->id);
        for (const Parameter& parameter : options.demo->parameters) {
          const std::string& value = options.arguments.values().at(parameter.name);
          if (value == parameter.standard()) continue;
          std::fprintf(stderr, " --set '%s=%s'", parameter.name, value.c_str());
        }
        // A short schedule is the better link: it stays when a scheduler changes.
        constexpr std::size_t kShort = 60;
        const bool by_schedule = options.scheduler == "replay" || outcome.schedule.size() <= kShort;
        if (options.late_timers) std::fprintf(stderr, " --time late");
        std::fprintf(stderr, " --seed %llu %s %s", static_cast<unsigned long long>(options.seed),
                     by_schedule ? "--schedule" : "--scheduler",
                     by_schedule ? outcome.schedule.c_str() : options.scheduler.c_str());
      }
      std::fprintf(stderr, "\n");
      if (captured_) {
        std::fprintf(stderr, "%s\n  interleave replay '%s'\n", captured_->sentence.c_str(),
                     captured_->link.c_str());
      }
      if (!outcome.note.empty()) std::fprintf(stderr, "%s\n", outcome.note.c_str());
    }
    return outcome.fate == Fate::finished ? 0 : 1;
  }

 private:
  std::string json_of(const Outcome& outcome, const RunOptions& options) {
    JsonWriter json;
    json.resume(outcome_json(outcome)).put("demo", options.demo->id);
    json.key("parameters").begin('{');
    for (const auto& [name, value] : options.arguments.values()) json.put(name, value);
    json.end().put("seed", options.seed).key("output").raw(output_.end().take());
    if (captured_) {
      json.key("capture").begin('{').put("link", captured_->link).put("exact", captured_->exact);
      json.put("same_outcome", captured_->same_outcome);
      json.put("sentence", captured_->sentence).end();
    }
    return json.end().take();
  }

  const bool json_;
  std::optional<Captured> captured_;
  std::map<ThreadId, std::string> names_;
  JsonWriter output_;
};

// TraceFile writes records to a file, if one was asked for.
class TraceFile {
 public:
  explicit TraceFile(const std::string& path)
      : file_(path.empty() ? nullptr : std::fopen(path.c_str(), "wb")) {}
  ~TraceFile() {
    if (file_ != nullptr) std::fclose(file_);
  }
  void add(const std::byte* bytes, std::size_t size) {
    if (file_ != nullptr) std::fwrite(bytes, 1, size, file_);
  }
  TraceFile(const TraceFile&) = delete;
  TraceFile& operator=(const TraceFile&) = delete;

 private:
  std::FILE* file_;
};

Outcome run_live(const RunOptions& options, Report& report, TraceFile& file,
                 std::vector<std::byte>* records) {
  // How long the collector sleeps when nothing seems to happen.
  constexpr std::int64_t kPatience = 5'000'000;
  Carriers carriers;
  LiveRun run(options, carriers);
  run.start();
  const auto buffer = std::make_unique<std::byte[]>(LiveRun::kMaxRecord);
  while (!run.finished()) {
    const std::size_t size = run.collect(buffer.get(), LiveRun::kMaxRecord);
    file.add(buffer.get(), size);
    if (records != nullptr) records->insert(records->end(), buffer.get(), buffer.get() + size);
    for (std::size_t at = 0; at < size;) {
      Event event;
      std::memcpy(&event, buffer.get() + at, sizeof event);
      report.add(event, {reinterpret_cast<const char*>(buffer.get()) + at + sizeof event,
                         event.text_size});
      at += record_size(event.text_size);
    }
    // Real threads that can never go on: the command ends the run, since nobody else will.
    if (run.stuck()) run.stop();
    if (size == 0 && !run.finished()) run.wait_for_activity(kPatience);
  }
  return run.outcome();
}

}  // namespace

int run_command(const std::vector<std::string>& words) {
  auto read = read_request(words);
  if (auto* wrong = std::get_if<std::string>(&read)) return complain(*wrong);
  const Request request = std::get<Request>(std::move(read));
  Report report(request.json);
  TraceFile file(request.trace_file);
  if (request.live) {
    std::vector<std::byte> records;
    const Outcome outcome =
        run_live(request.options, report, file, request.capture ? &records : nullptr);
    if (request.capture) report.captured(capture(request.options, records));
    return report.finish(outcome, request.options);
  }
  FiberPool fibers;
  const ControlledRun run = run_controlled(request.options, fibers);
  if (!run.error.empty()) return complain(run.error);
  file.add(run.trace.bytes().data(), run.trace.bytes().size());
  run.trace.for_each([&](const Event& event, std::string_view text) { report.add(event, text); });
  return report.finish(run.outcome, request.options);
}

}  // namespace interleave
