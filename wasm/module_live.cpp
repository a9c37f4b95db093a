// The live engine as a WebAssembly module, one run an instance. The functions are called from the
// host worker, whose event loop stays free: the program's threads are pthreads beside it.
#include <emscripten/emscripten.h>

#include <bit>
#include <memory>

#include "demo.h"
#include "kernel/live/process_host.h"
#include "wire/live_run.h"

namespace {

std::string text;

// Never destroyed: the instance ends with the host worker, threads and all.
interleave::Carriers* all_carriers = nullptr;
interleave::Carriers& carriers() {
  if (all_carriers == nullptr) all_carriers = new interleave::Carriers;
  return *all_carriers;
}

interleave::LiveRun* run = nullptr;

// Of a process that is not the main one.
interleave::LiveEngine* born = nullptr;

interleave::LiveEngine* engine() {
  if (born != nullptr) return born;
  return run == nullptr ? nullptr : &run->engine();
}

}  // namespace

extern "C" {

// interleave_prepare starts OS threads until there are `threads`; interleave_prepared is how many
// have come to wait for work.
EMSCRIPTEN_KEEPALIVE void interleave_prepare(unsigned threads) { carriers().prepare(threads); }
EMSCRIPTEN_KEEPALIVE unsigned interleave_prepared() { return carriers().ready(); }

// interleave_warm_up does one step of what the module's programs want done before any of them runs:
// 1 if there is another one.
EMSCRIPTEN_KEEPALIVE int interleave_warm_up(unsigned step) {
  for (const interleave::Demo& demo : interleave::all_demos()) {
    if (demo.warm_up != nullptr) return demo.warm_up(step) ? 1 : 0;
  }
  return 0;
}

// interleave_start begins the run that `options` name, a query: {"ok": true} or an error.
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
  if (born != nullptr) return static_cast<unsigned>(born->collect(buffer, capacity));
  return run == nullptr ? 0 : static_cast<unsigned>(run->collect(buffer, capacity));
}

EMSCRIPTEN_KEEPALIVE int interleave_finished() {
  return engine() != nullptr && engine()->finished();
}

EMSCRIPTEN_KEEPALIVE void interleave_stop() {
  if (engine() != nullptr) engine()->stop();
}

// interleave_born begins the life of `process` in an instance that ran nothing, or in whose memory
// its starter's was copied: that one ran a program, and its threads are not here.
EMSCRIPTEN_KEEPALIVE void interleave_born(unsigned process, int forked) {
  interleave::LiveEngine* const starter = forked != 0 ? engine() : nullptr;
  auto* const host = interleave::make_born_host().release();
  all_carriers = new interleave::Carriers;
  all_carriers->prepare(1);
  interleave::Commons& commons = host->commons();
  interleave::LiveEngine::Options options;
  options.seed = commons.load_wide(interleave::Commons::kSeed);
  options.time_scale = std::bit_cast<double>(commons.load_wide(interleave::Commons::kScale));
  options.commons = &commons;
  options.host = host;
  options.process = static_cast<interleave::ProcessId>(process);
  born = new interleave::LiveEngine(*all_carriers, options);
  if (starter != nullptr) born->inherit(*starter);
  born->start_born();
}

// interleave_feed is what another process told; interleave_lost says that it is gone.
EMSCRIPTEN_KEEPALIVE void interleave_feed(unsigned process, const std::byte* bytes, unsigned size) {
  if (run != nullptr) run->engine().feed(static_cast<interleave::ProcessId>(process), bytes, size);
}
EMSCRIPTEN_KEEPALIVE void interleave_lost(unsigned process, int exit_code) {
  if (run == nullptr) return;
  const auto id = static_cast<interleave::ProcessId>(process);
  interleave::Commons& commons = run->engine().commons();
  if (!commons.has_exited(id)) {
    commons.store(interleave::Commons::entry(id, interleave::Commons::exit_code),
                  static_cast<std::uint32_t>(exit_code));
  }
  run->engine().lost(id);
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
