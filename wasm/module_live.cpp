// The live engine as a WebAssembly module, one run an instance. The functions are called from the
// host worker, whose event loop stays free: the program's threads are pthreads beside it.
#include <emscripten/emscripten.h>

#include <memory>

#include "wire/live_run.h"

namespace {

std::string text;

// Never destroyed: the instance ends with the host worker, threads and all.
interleave::Carriers& carriers() {
  static auto* const all = new interleave::Carriers;
  return *all;
}

interleave::LiveRun* run = nullptr;

}  // namespace

extern "C" {

// interleave_prepare starts OS threads until there are `threads`; interleave_prepared is how many
// have come to wait for work.
EMSCRIPTEN_KEEPALIVE void interleave_prepare(unsigned threads) { carriers().prepare(threads); }
EMSCRIPTEN_KEEPALIVE unsigned interleave_prepared() { return carriers().ready(); }

// interleave_start begins the run that the JSON `options` name: {"ok": true} or an error.
EMSCRIPTEN_KEEPALIVE const char* interleave_start(const char* options) {
  if (run != nullptr) {
    text = interleave::error_json("This instance has run already; every run takes a fresh one.");
    return text.c_str();
  }
  auto read = interleave::read_options(options);
  if (auto* wrong = std::get_if<std::string>(&read)) {
    text = interleave::error_json(*wrong);
    return text.c_str();
  }
  run = new interleave::LiveRun(std::get<interleave::RunOptions>(std::move(read)), carriers());
  run->start();
  text = R"({"ok":true})";
  return text.c_str();
}

// interleave_collect moves records in their global order to `buffer`; the bytes written.
EMSCRIPTEN_KEEPALIVE unsigned interleave_collect(std::byte* buffer, unsigned capacity) {
  return run == nullptr ? 0 : static_cast<unsigned>(run->collect(buffer, capacity));
}

EMSCRIPTEN_KEEPALIVE int interleave_finished() { return run != nullptr && run->finished(); }

EMSCRIPTEN_KEEPALIVE void interleave_stop() {
  if (run != nullptr) run->stop();
}

// interleave_dismiss lets the idle OS threads end: a browser takes seconds to end one that waits.
EMSCRIPTEN_KEEPALIVE void interleave_dismiss() { carriers().dismiss(); }

// interleave_result is the outcome as JSON once interleave_finished.
EMSCRIPTEN_KEEPALIVE const char* interleave_result() {
  text = run != nullptr && run->finished() ? interleave::outcome_json(run->outcome())
                                           : interleave::error_json("The run is not over yet.");
  return text.c_str();
}
}
