// An exploration of a demo: its options as JSON, and what it found.
//
// The result is one JSON object:
//   ok            true, or false with `error`
//   algorithm, executions, redundant (also as `blocked`), complete, estimate (null: unknown)
//   deadlocks, races (executions with one), steps, sampled, preemptions: [count by number]
//   partial_deadlocks (executions that ended, with threads left that wait for each other)
//   outcomes: [{fate, sentence, partial (the sentence of such threads, or ""), output, values:
//   {name: text}, executions, share (of the sampled,
//             null without), raced, inverted, steps, preemptions, schedule, link}]
//   data_races: [{value, first: {thread, kind, line, held: [names]}, second: {...},
//               last_synchronisation, last_line, sentence}]
//   inversions: [{edges: [{held, taken, thread, line}], sentence}]
//   undeclared: [sentences: what was found that the demo does not declare]
//   limits: [sentences: which limit was hit, and what was left out for it]
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "explore/exploration.h"
#include "wire/options.h"

namespace interleave {

// DemoExploration is an exploration of the demo that its options name.
class DemoExploration {
 public:
  DemoExploration(RunOptions run, ExploreOptions explore);

  // run does at most `count` further executions; false once there is nothing left.
  bool run(std::uint64_t count) { return exploration_.run(count); }
  void sample(std::uint64_t count) { exploration_.sample(count); }

  const Exploration& exploration() const { return exploration_; }
  const RunOptions& options() const { return run_; }

  std::string json() const;

  // undeclared are sentences: failures that the demo does not declare. Without a declaration that
  // fits the parameters every failure counts.
  std::vector<std::string> undeclared() const;

  // limits are sentences: which limit was hit, and what was left out for it.
  std::vector<std::string> limits() const;

  // schedule_of is the text of the schedule that leads to `found`; link_of opens the page there.
  std::string schedule_of(const Found& found) const;
  std::string link_of(const Found& found) const;

 private:
  RunOptions run_;
  ExploreOptions explore_;
  Exploration exploration_;
};

// value_text is a shared value as it is printed.
std::string value_text(const RunLog::Value& value);

// race_sentence and inversion_sentence tell what was found, for a reader.
std::string race_sentence(const DataRace& race, const Exploration& exploration);
std::string inversion_sentence(const Inversion& inversion, const Exploration& exploration);

// read_exploration reads a query as read_options does, and in it algorithm, preemptions, depth and
// judge (true or false: whether to look for data races and inversions); or says what is wrong.
std::variant<std::unique_ptr<DemoExploration>, std::string> read_exploration(
    std::string_view query);

}  // namespace interleave
