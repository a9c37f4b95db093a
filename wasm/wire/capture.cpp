#include "wire/capture.h"

#include <cstring>

#include "explore/follow.h"
#include "explore/no_return.h"
#include "explore/run_log.h"
#include "schedulers/replay.h"
#include "wire/json_writer.h"
#include "wire/link.h"
#include "wire/outcome.h"

namespace interleave {
namespace {

// Ending is what a run came to, to compare it with another.
struct Ending {
  RunLog log;
  Fate fate = Fate::stopped;

  void saw(const Event& event, std::string_view text) {
    log.saw(event, text);
    if (event.kind == Kind::finish) fate = static_cast<Fate>(event.value);
    // A live run that can never go on is stopped by whoever runs it.
    if (event.kind == Kind::deadlock && event.other == 0) stuck = true;
  }
  std::string signature() const {
    std::string text(1, static_cast<char>('0' + static_cast<int>(stuck ? Fate::deadlock : fate)));
    log.signature(text);
    return text;
  }
  bool stuck = false;
};

Execution::Options limits_of(const RunOptions& options) {
  Execution::Options limits;
  limits.seed = options.seed;
  limits.late_timers = options.late_timers;
  if (options.steps != 0) limits.max_steps = options.steps;
  return limits;
}

// Marking replays and remembers how many events there were at each choice.
class Marking final : public Scheduler {
 public:
  explicit Marking(Replay& replay) : replay_(replay) {}
  void look_at(const Execution& execution) { execution_ = &execution; }
  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override {
    marks.push_back(execution_->trace().count());
    return replay_.choose_thread(runnable, current);
  }
  unsigned choose_value(unsigned options) override {
    marks.push_back(execution_->trace().count());
    return replay_.choose_value(options);
  }
  std::vector<std::uint32_t> marks;

 private:
  Replay& replay_;
  const Execution* execution_ = nullptr;
};

}  // namespace

Captured capture(RunOptions options, const std::vector<std::byte>& records) {
  Ending live;
  for (std::size_t at = 0; at + sizeof(Event) <= records.size();) {
    Event event;
    std::memcpy(&event, records.data() + at, sizeof event);
    const char* text = reinterpret_cast<const char*>(records.data()) + at + sizeof event;
    at += record_size(event.text_size);
    if (at > records.size()) break;
    live.saw(event, {text, event.text_size});
  }
  const std::string wanted = live.signature();
  FiberPool fibers;
  Captured captured;
  for (const bool late : {false, true}) {
    options.late_timers = late;
    Follow follow;
    follow.add(records.data(), records.size());
    Execution execution(follow, fibers, limits_of(options));
    follow.begin(execution);
    execution.run([&options] { options.demo->body(options.arguments); });
    Ending ending;
    execution.trace().for_each(
        [&](const Event& event, std::string_view text) { ending.saw(event, text); });
    const bool same = ending.signature() == wanted;
    const bool exact = !follow.diverged_at().has_value();
    // Strict time is the plainer schedule: late timers only where it does not do.
    if (late && captured.same_outcome >= same && captured.exact >= exact) break;
    captured.schedule = schedule_text(options, execution.choices());
    captured.link = link_text(options, execution.choices());
    captured.late_timers = late;
    captured.exact = exact;
    captured.same_outcome = same;
    captured.diverged_at = follow.diverged_at().value_or(0);
    if (same && exact) break;
  }
  if (captured.exact && captured.same_outcome) {
    captured.sentence = "This schedule replays the live run operation by operation.";
  } else if (captured.same_outcome) {
    captured.sentence = "This schedule has the live run's outcome; from event " +
                        std::to_string(captured.diverged_at) +
                        " on, its operations come in another order.";
  } else {
    captured.sentence = "The live run could not be captured: from event " +
                        std::to_string(captured.diverged_at) +
                        " on, the schedule goes another way.";
  }
  return captured;
}

std::string capture_json(const RunOptions& options, const std::vector<std::byte>& records) {
  const Captured it = capture(options, records);
  JsonWriter json;
  json.begin('{').put("ok", true).put("schedule", it.schedule).put("link", it.link);
  json.put("time", it.late_timers ? "late" : "strict").put("exact", it.exact);
  json.put("same_outcome", it.same_outcome).key("diverged_at");
  it.exact ? json.value(nullptr) : json.value(it.diverged_at);
  return json.put("sentence", it.sentence).end().take();
}

std::string no_return_json(const RunOptions& options) {
  constexpr std::uint64_t kBudget = 20'000;
  auto decoded = decode(options.schedule);
  if (auto* wrong = std::get_if<std::string>(&decoded)) return error_json(*wrong);
  Replay replay(std::get<Schedule>(std::move(decoded)).deviations);
  Marking marking(replay);
  FiberPool fibers;
  const auto program = [&options] { options.demo->body(options.arguments); };
  Execution execution(marking, fibers, limits_of(options));
  marking.look_at(execution);
  const Execution::Result result = execution.run(program);
  ExploreOptions explore;
  explore.seed = options.seed;
  explore.late_timers = options.late_timers;
  const NoReturn found =
      point_of_no_return(program, explore, execution.choices(), result.fate, kBudget);
  std::string sentence;
  JsonWriter json;
  json.begin('{').put("ok", true).put("fate", fate_name(result.fate));
  if (found.choice) {
    const std::uint32_t step = marking.marks[*found.choice];
    json.put("choice", *found.choice).put("step", step);
    json.put("way_out", link_text(options, found.way_out));
    sentence = "Up to event " + std::to_string(step) +
               " another ending could still be reached; from there on none could.";
    if (!found.exact)
      sentence += " (The search was cut short: a later way out may have been missed.)";
  } else {
    json.put("choice", nullptr).put("step", nullptr).put("way_out", nullptr);
    sentence = found.exact ? "Every schedule of this program ends like this one."
                           : "No other ending was found among " + std::to_string(found.executions) +
                                 " executions that begin like this one.";
  }
  json.put("executions", found.executions).put("exact", found.exact).put("sentence", sentence);
  return json.end().take();
}

}  // namespace interleave
