// What a process that is not the root tells of itself: a stream of records, and that it is gone.
#include <algorithm>

#include "kernel/live/live_engine.h"

namespace interleave {

// collect_stream is collect() of a process that is not the root.
std::size_t LiveEngine::collect_stream(std::byte* out, std::size_t capacity) {
  const bool over = carried_.load() == 0;
  if (!users_left() && !over && !cancelling()) stop();
  if (outbox_done_ == outbox_.size()) {
    outbox_.clear();
    outbox_done_ = 0;
    drain_rings();
    if (over && outbox_.empty()) {
      if (gone_) {
        finished_ = true;
        return 0;
      }
      leave_process();
    }
  }
  const std::size_t size = std::min(capacity, outbox_.size() - outbox_done_);
  std::memcpy(out, outbox_.data() + outbox_done_, size);
  outbox_done_ += size;
  return size;
}

// drain_rings moves records to the outbox, until it holds a good deal.
void LiveEngine::drain_rings() {
  constexpr std::size_t kMuch = 1u << 18;
  const unsigned count = thread_count_.load(std::memory_order_acquire);
  for (unsigned i = 0; i < count; ++i) {
    Event event;
    while (outbox_.size() < kMuch && threads_[i] != nullptr && threads_[i]->ring.front(event)) {
      const std::size_t at = outbox_.size();
      outbox_.resize(at + record_size(event.text_size));
      threads_[i]->ring.pop(event, outbox_.data() + at + sizeof event);
      event.reserved = 0;
      std::memcpy(outbox_.data() + at, &event, sizeof event);
    }
  }
}

// told_by is an event that a collector tells of `thread`, next in the order of all processes.
Event LiveEngine::told_by(ThreadId thread, Kind kind, std::int64_t value) {
  Event event;
  event.kind = kind;
  event.thread = thread;
  event.time = now();
  event.value = value;
  event.sequence = options_.commons->add(Commons::kSequence, 1);
  return event;
}

// leave_process tells the last event of this process, and everybody that it has exited.
void LiveEngine::leave_process() {
  Commons& shared = *options_.commons;
  const std::uint32_t signal = shared.load(entry(Commons::signal));
  if (signal != 0) shared.store(entry(Commons::exit_code), ~signal + 1);
  const auto tell = [this](const Event& event) {
    outbox_.append(reinterpret_cast<const char*>(&event), sizeof event);
  };
  for (const ObjectId object : shared.left_by(options_.process)) {
    Event left = told_by(main_, Kind::close, 1);
    left.object = object;
    tell(left);
  }
  const auto code = static_cast<std::int32_t>(shared.load(entry(Commons::exit_code)));
  tell(told_by(main_, Kind::exit, code));
  gone_ = true;
  shared.leave(options_.process);
}

}  // namespace interleave
