#include "wire/live_run.h"

#include <cstring>
#include <string_view>

#include "sync/thread.h"

namespace interleave {

LiveRun::LiveRun(RunOptions options, Carriers& carriers)
    : options_(std::move(options)),
      host_(options_.demo->processes == nullptr ? nullptr : make_process_host()),
      engine_(carriers, {options_.seed, options_.time_scale,
                         host_ == nullptr ? nullptr : &host_->commons(), host_.get()}) {}

void LiveRun::start() {
  engine_.start([this] { run_main([this] { options_.demo->body(options_.arguments); }); });
}

std::size_t LiveRun::collect(std::byte* out, std::size_t capacity) {
  const std::size_t size = engine_.collect(out, capacity);
  for (std::size_t at = 0; at < size;) {
    Event event;
    std::memcpy(&event, out + at, sizeof event);
    if (event.object != 0) {
      ledger_.add(event, std::string_view(reinterpret_cast<const char*>(out) + at + sizeof event,
                                          event.text_size));
    }
    at += record_size(event.text_size);
  }
  return size;
}

Outcome LiveRun::outcome() const {
  Outcome outcome;
  outcome.fate = engine_.result().fate;
  outcome.sentence = engine_.result().sentence;
  outcome.elapsed = engine_.result().elapsed;
  outcome.values = ledger_.values();
  return outcome;
}

}  // namespace interleave
