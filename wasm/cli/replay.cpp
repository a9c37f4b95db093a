#include <algorithm>
#include <bit>
#include <cstdio>
#include <map>
#include <optional>

#include "cli/commands.h"
#include "cli/words.h"
#include "wire/query.h"
#include "wire/run_controlled.h"

namespace interleave {
namespace {

// Sentences of each kind and shape, from the table of events.
constexpr const char* kSentences[][5] = {
#define EVENT(name, done, blocked, resumed, timed_out, failed) \
  {done, blocked, resumed, timed_out, failed},
#include "kernel/event.def"
#undef EVENT
};

struct Link {
  RunOptions options;
  std::optional<std::uint32_t> at;
};

// read_link reads `...#/v1/<demo>?<parameters>&seed=..&s=..&at=..`.
std::variant<Link, std::string> read_link(const std::string& text) {
  constexpr std::string_view kForm = "/v1/";
  constexpr std::size_t kMostLink = 1u << 20;
  if (text.size() > kMostLink) return "The link is longer than 1048576 characters.";
  const std::size_t form = text.find(kForm);
  if (form == std::string::npos) {
    return "The link does not have the form #/v1/demo?name=value: \"" + text.substr(0, 60) + "\".";
  }
  const std::string_view rest = std::string_view(text).substr(form + kForm.size());
  const std::size_t question = rest.find('?');
  const std::string demo = decoded(rest.substr(0, question));
  std::map<std::string, std::string> parameters, run;
  static const std::set<std::string> kRun{"mode",  "scheduler", "seed", "s",
                                          "speed", "at",        "view", "time"};
  for (auto& [name, value] : read_query(question == rest.npos ? "" : rest.substr(question + 1))) {
    (kRun.contains(name) ? run : parameters)[name] = value;
  }
  if (run["mode"] == "live") return "The link is of a live run: those cannot be replayed.";
  auto checked = check_options(demo, parameters);
  if (auto* wrong = std::get_if<std::string>(&checked)) return *wrong;
  Link link{std::get<RunOptions>(std::move(checked)), {}};
  if (run.contains("seed")) {
    const auto seed = parse_whole<std::uint64_t>(run["seed"], 0, kMaxSeed);
    if (!seed)
      return "The seed in the link must be a whole number from 0 to " + std::to_string(kMaxSeed) +
             ".";
    link.options.seed = *seed;
  }
  if (run.contains("at")) {
    link.at = parse_whole<std::uint32_t>(run["at"], 0, ~0u);
    if (!link.at) return "The step in the link (at=) must be a whole number.";
  }
  link.options.late_timers = run["time"] == "late";
  link.options.schedule = run["s"];
  const std::string& scheduler = run["scheduler"];
  link.options.scheduler = !run["s"].empty()            ? "replay"
                           : scheduler == "round_robin" ? "round_robin"
                                                        : "random";
  return link;
}

// Telling says in words what happened, for the column of its thread.
class Telling {
 public:
  void see(const Event& event, std::string_view text) {
    if (event.kind == Kind::object) objects_[event.object] = text;
    if (event.kind == Kind::begin || event.kind == Kind::start) {
      threads_[event.kind == Kind::start ? event.other : event.thread] = text;
    }
  }

  std::string of(const Event& event, std::string_view text) const {
    const std::string_view form =
        kSentences[static_cast<unsigned>(event.kind)][static_cast<unsigned>(event.shape())];
    std::string out;
    for (std::size_t i = 0; i < form.size();) {
      const std::size_t close = form[i] == '{' ? form.find('}', i) : form.npos;
      if (close == form.npos) {
        out += form[i++];
        continue;
      }
      out += field(form.substr(i + 1, close - i - 1), event, text);
      i = close + 1;
    }
    return out;
  }

  std::string name(ThreadId thread) const {
    const auto found = threads_.find(thread);
    return found == threads_.end() ? "thread " + std::to_string(thread) : found->second;
  }

 private:
  std::string field(std::string_view field, const Event& event, std::string_view text) const {
    if (field == "object") {
      const auto found = objects_.find(event.object);
      return found == objects_.end() ? "" : found->second;
    }
    if (field == "other") return name(event.other);
    if (field == "value") return value(event);
    std::string shown;
    for (const char c : text) shown += c == '\n' ? std::string("\\n") : std::string(1, c);
    return shown;
  }

  static std::string value(const Event& event) {
    if (event.kind == Kind::sleep) return shortest(to_seconds(event.value));
    if ((event.flags & kValueIsDouble) != 0) return shortest(std::bit_cast<double>(event.value));
    if ((event.flags & kValueIsBool) != 0) return event.value != 0 ? "True" : "False";
    return std::to_string(event.value);
  }

  static std::string shortest(double value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
  }

  std::map<ObjectId, std::string> objects_;
  std::map<ThreadId, std::string> threads_;
};

// A cell of the table: as wide as the column, cut where it is too long.
std::string cell(std::string text, std::size_t width) {
  if (text.size() > width) text = text.substr(0, width - 1) + "~";
  return text + std::string(width - text.size(), ' ');
}

}  // namespace

int replay_command(const std::vector<std::string>& words) {
  if (words.size() != 1) return complain("replay needs one link.");
  auto read = read_link(words[0]);
  if (auto* wrong = std::get_if<std::string>(&read)) return complain(*wrong);
  const Link link = std::get<Link>(std::move(read));
  FiberPool fibers;
  const ControlledRun run = run_controlled(link.options, fibers);
  if (!run.error.empty()) return complain(run.error);

  Telling in_words;
  ThreadId most = 0;
  run.trace.for_each([&](const Event& event, std::string_view text) {
    in_words.see(event, text);
    if (event.kind == Kind::begin) most = std::max(most, event.thread);
  });
  constexpr std::size_t kAll = 120, kLeast = 18, kMost = 44;
  const std::size_t width = std::clamp(kAll / (most + 1u), kLeast, kMost);
  std::printf("%6s  %4s  ", "step", "line");
  for (ThreadId thread = 0; thread <= most; ++thread) {
    std::printf("%s ", cell(in_words.name(thread), width).c_str());
  }
  std::printf("\n");
  run.trace.for_each([&](const Event& event, std::string_view text) {
    if (event.kind == Kind::step || event.kind == Kind::edge || event.kind == Kind::finish) return;
    const bool here = link.at && event.sequence == *link.at;
    std::printf("%6u%c %4s  ", event.sequence, here ? '<' : ' ',
                event.line == 0 ? "" : std::to_string(event.line).c_str());
    if (event.kind == Kind::deadlock) {
      std::printf("%.*s\n", static_cast<int>(text.size()), text.data());
      return;
    }
    std::string row;
    for (ThreadId thread = 0; thread < event.thread; ++thread) row += std::string(width + 1, ' ');
    std::printf("%s%s\n", row.c_str(), cell(in_words.of(event, text), width).c_str());
  });
  std::printf("%s\n", run.outcome.sentence.c_str());
  if (!run.outcome.note.empty()) std::printf("%s\n", run.outcome.note.c_str());
  return run.outcome.fate == Fate::finished ? 0 : 1;
}

}  // namespace interleave
