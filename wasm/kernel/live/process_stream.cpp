// What a process that is not the root tells of itself: a stream of records, and that it is gone.
#include <algorithm>

#include "kernel/live/live_engine.h"

namespace interleave {

// collect_stream is collect() of a process that is not the root.
std::size_t LiveEngine::collect_stream(std::byte* out, std::size_t capacity) {
  const bool over = carried_.load() == 0;
  bool users_left = true;
  {
    const std::scoped_lock guard(registry_);
    users_left = live_users_ > 0;
  }
  if (!users_left && !over && !cancelling()) stop();
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

// leave_process tells the last event of this process, and everybody that it has exited.
void LiveEngine::leave_process() {
  Commons& shared = *options_.commons;
  const std::uint32_t signal = shared.load(entry(Commons::signal));
  if (signal != 0) shared.store(entry(Commons::exit_code), ~signal + 1);
  const auto tell = [&](Kind kind, ObjectId object, std::int64_t value) {
    Event event;
    event.kind = kind;
    event.thread = main_;
    event.time = now();
    event.object = object;
    event.value = value;
    event.sequence = shared.add(Commons::kSequence, 1);
    outbox_.append(reinterpret_cast<const char*>(&event), sizeof event);
  };
  for (const ObjectId object : shared.left_by(options_.process)) tell(Kind::close, object, 1);
  tell(Kind::exit, 0, static_cast<std::int32_t>(shared.load(entry(Commons::exit_code))));
  gone_ = true;
  shared.leave(options_.process);
}

}  // namespace interleave
