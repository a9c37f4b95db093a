// The controlled engine as a WebAssembly module. The functions are called from one JavaScript
// thread; a text that is returned is valid until the next call.
#include <emscripten/emscripten.h>

#include <optional>

#include "wire/capture.h"
#include "wire/explore.h"
#include "wire/run_controlled.h"

namespace {

std::string text;
std::optional<interleave::RunOptions> options;
interleave::ControlledRun run;
std::unique_ptr<interleave::DemoExploration> exploration;
bool exploration_goes_on = false;

}  // namespace

extern "C" {

// interleave_options reads the options of the next run, a query: {"ok": true} or an error.
EMSCRIPTEN_KEEPALIVE const char* interleave_options(const char* query) {
  run = {};
  auto read = interleave::read_options(query);
  if (auto* wrong = std::get_if<std::string>(&read)) {
    options.reset();
    text = interleave::error_json(*wrong);
  } else {
    options = std::get<interleave::RunOptions>(std::move(read));
    text = R"({"ok":true})";
  }
  return text.c_str();
}

// interleave_run runs what interleave_options accepted, to its end.
EMSCRIPTEN_KEEPALIVE void interleave_run() {
  static interleave::FiberPool fibers;
  if (options) run = interleave::run_controlled(*options, fibers);
}

// interleave_result is the last run's outcome as JSON; interleave_trace are its records.
EMSCRIPTEN_KEEPALIVE const char* interleave_result() {
  text =
      run.error.empty() ? interleave::outcome_json(run.outcome) : interleave::error_json(run.error);
  return text.c_str();
}
EMSCRIPTEN_KEEPALIVE const std::byte* interleave_trace() { return run.trace.bytes().data(); }
EMSCRIPTEN_KEEPALIVE unsigned interleave_trace_size() {
  return static_cast<unsigned>(run.trace.bytes().size());
}

// interleave_explore_begin reads the options of an exploration (wire/explore.h): {"ok": true}
// or an error. interleave_explore_run then does so many further executions; of the random ones that
// tell how likely an outcome is, interleave_explore_sample. After each, interleave_explore_goes_on
// tells whether something is left, and interleave_explore_result is what was found so far.
EMSCRIPTEN_KEEPALIVE const char* interleave_explore_begin(const char* query) {
  exploration.reset();
  auto read = interleave::read_exploration(query);
  if (auto* wrong = std::get_if<std::string>(&read)) {
    text = interleave::error_json(*wrong);
  } else {
    exploration = std::get<std::unique_ptr<interleave::DemoExploration>>(std::move(read));
    exploration_goes_on = true;
    text = R"({"ok":true})";
  }
  return text.c_str();
}
EMSCRIPTEN_KEEPALIVE void interleave_explore_run(unsigned executions) {
  if (exploration) exploration_goes_on = exploration->run(executions);
}
EMSCRIPTEN_KEEPALIVE void interleave_explore_sample(unsigned executions) {
  if (exploration) exploration->sample(executions);
}
EMSCRIPTEN_KEEPALIVE int interleave_explore_goes_on() { return exploration_goes_on ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE const char* interleave_explore_result() {
  text = exploration ? exploration->json() : interleave::error_json("Nothing is being explored.");
  return text.c_str();
}

// interleave_capture follows the records of a live run of what interleave_options accepted, and
// interleave_no_return looks for the point of no return of that run; interleave_text is the answer
// (wire/capture.h).
EMSCRIPTEN_KEEPALIVE void interleave_capture(const std::byte* records, unsigned size) {
  text = options ? interleave::capture_json(*options, {records, records + size})
                 : interleave::error_json("There is no run to capture.");
}
EMSCRIPTEN_KEEPALIVE void interleave_no_return() {
  text = options ? interleave::no_return_json(*options)
                 : interleave::error_json("There is no run to look at.");
}
EMSCRIPTEN_KEEPALIVE const char* interleave_text() { return text.c_str(); }
}
