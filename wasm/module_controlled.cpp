// The controlled engine as a WebAssembly module. The functions are called from one JavaScript
// thread; a text that is returned is valid until the next call.
#include <emscripten/emscripten.h>

#include <optional>

#include "wire/describe.h"
#include "wire/run_controlled.h"

namespace {

std::string text;
std::optional<interleave::RunOptions> options;
interleave::ControlledRun run;

}  // namespace

extern "C" {

// interleave_describe is the JSON that demos.json is made of.
EMSCRIPTEN_KEEPALIVE const char* interleave_describe() {
  text = interleave::describe_json();
  return text.c_str();
}

// interleave_options reads the JSON options of the next run: {"ok": true} or an error. It is apart
// from interleave_run so that what only reads JSON is not compiled for switching fibers.
EMSCRIPTEN_KEEPALIVE const char* interleave_options(const char* json) {
  run = {};
  auto read = interleave::read_options(json);
  if (auto* wrong = std::get_if<std::string>(&read)) {
    options.reset();
    text = interleave::error_json(*wrong);
  } else {
    options = std::get<interleave::RunOptions>(std::move(read));
    text = R"({"ok":true})";
  }
  return text.c_str();
}

// interleave_run runs what interleave_options accepted, to its end. Switching fibers loses a return
// value on the way, so the result is asked for afterwards.
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
}
