// The collector's side of a live run: one ordered stream of events, and the look-out for deadlocks.
#include <algorithm>
#include <utility>

#include "kernel/assert.h"
#include "kernel/live/live_engine.h"

namespace interleave {

void LiveEngine::wait_for_activity(std::int64_t timeout) {
  if (activity_.load() == seen_activity_) futex_wait(activity_, seen_activity_, timeout);
  seen_activity_ = activity_.load();
}

std::size_t LiveEngine::collect(std::byte* out, std::size_t capacity) {
  if (finished_) return 0;
  clock_.tick();
  if (options_.commons != nullptr) {
    heed_others();
    if (!is_root()) return collect_stream(out, capacity);
  }
  if (!told_deadlock_ && !cancelling()) look_for_deadlock();
  // Read before the rings: a run that was over then has all its events in them by now.
  const bool over = carried_.load() == 0 && all_exited();
  // Daemons do not keep a program alive.
  if (!users_left() && !over && !cancelling() && !processes_left()) stop();
  std::size_t size = 0;
  while (const std::size_t written = emit_next(out + size, capacity - size)) size += written;
  if (std::exchange(waits_changed_, false) && !told_deadlock_ && !cancelling()) {
    look_for_common_cycles();
  }
  // The collector's own events speak of what is in the rings, so they come after it.
  while (drained() && own_done_ < own_events_.size()) {
    const auto& [event, text] = own_events_[own_done_];
    if (record_size(text.size()) > capacity - size) return size;
    size += emit(event, text, out + size);
    ++own_done_;
  }
  if (over && drained() && own_done_ == own_events_.size()) {
    if (!std::exchange(concluded_, true)) {
      conclude();
      return size + collect(out + size, capacity - size);
    }
    finished_ = true;
  }
  return size;
}

// users_left tells whether a thread of this process is there that is no daemon.
bool LiveEngine::users_left() const {
  const std::scoped_lock guard(registry_);
  return live_users_ > 0;
}

bool LiveEngine::drained() const {
  return long_done_ == long_text_.size() && next_sequence_ == sequence();
}

std::uint32_t LiveEngine::sequence() const {
  return options_.commons != nullptr ? options_.commons->load(Commons::kSequence)
                                     : sequence_.load(std::memory_order_relaxed);
}

// emit_piece writes the next piece of the long text; it ends with a whole character.
std::size_t LiveEngine::emit_piece(std::byte* out, std::size_t room) {
  std::size_t size = std::min(long_text_.size() - long_done_, kLongestText);
  if (long_done_ + size < long_text_.size()) {
    const auto continues = [&](std::size_t at) {
      return (static_cast<unsigned char>(long_text_[at]) & 0xc0) == 0x80;
    };
    constexpr std::size_t kLongestCharacter = 4;
    for (std::size_t i = 0; i < kLongestCharacter && continues(long_done_ + size); ++i) --size;
  }
  if (record_size(size) > room) return 0;
  const std::size_t written =
      emit(long_event_, std::string_view(long_text_).substr(long_done_, size), out);
  long_done_ += size;
  if (long_done_ == long_text_.size()) {
    long_text_ = {};
    long_done_ = 0;
  }
  return written;
}

// emit_next writes the event with the next sequence number; 0 when it is not there yet or `room`
// is too small. The thread that pushed last usually pushes next.
std::size_t LiveEngine::emit_next(std::byte* out, std::size_t room) {
  if (!long_text_.empty()) return emit_piece(out, room);
  const unsigned count = thread_count_.load(std::memory_order_acquire);
  for (unsigned i = 0; i < count; ++i) {
    const unsigned index = last_ring_ + i < count ? last_ring_ + i : last_ring_ + i - count;
    Event event;
    if (threads_[index] == nullptr) continue;
    if (!threads_[index]->ring.front(event) || event.sequence != next_sequence_) continue;
    if (event.text_size > kLongestText) {
      std::string text(event.text_size, ' ');
      threads_[index]->ring.pop(event, text.data());
      ++next_sequence_;
      last_ring_ = index;
      return emit_long(event, std::move(text), out, room);
    }
    const std::size_t size = record_size(event.text_size);
    if (size > room) return 0;
    const std::size_t padding = size - sizeof event - event.text_size;
    threads_[index]->ring.pop(event, reinterpret_cast<char*>(out) + sizeof event);
    std::memset(out + size - padding, 0, padding);
    ++next_sequence_;
    last_ring_ = index;
    if (options_.commons != nullptr) {
      note_event(event, {reinterpret_cast<const char*>(out) + sizeof event, event.text_size});
    }
    emit(event, {}, out);
    return size;
  }
  return options_.commons == nullptr ? 0 : emit_foreign(out, room);
}

// emit_long begins with a text that goes out in pieces.
std::size_t LiveEngine::emit_long(Event event, std::string text, std::byte* out, std::size_t room) {
  long_text_ = std::move(text);
  if (event.kind != Kind::print) {
    const std::string note = "... (" + std::to_string(event.text_size) + " bytes)";
    long_text_.resize(kLongestText - note.size());
    long_text_ += note;
  }
  long_event_ = event;
  return emit_piece(out, room);
}

// emit writes `event` as the next of the merged order, with times that never run back.
std::size_t LiveEngine::emit(Event event, std::string_view text, std::byte* out) {
  event.sequence = emitted_++;
  event.reserved = 0;
  event.flags &= static_cast<std::uint8_t>(~kForATime);
  if (event.time < last_time_) event.time = last_time_;
  last_time_ = event.time;
  if (!text.empty()) {
    event.text_size = static_cast<std::uint32_t>(text.size());
    std::memset(out, 0, record_size(text.size()));
    std::memcpy(out + sizeof event, text.data(), text.size());
  }
  std::memcpy(out, &event, sizeof event);
  return record_size(text.size());
}

// look_for_deadlock announces threads that can never go on. A parked thread whose word is 0 was
// not unparked, and while the registry is held it cannot become anything else; so if every thread
// is parked without a deadline, nobody is left to unpark any of them.
void LiveEngine::look_for_deadlock() {
  if (options_.commons != nullptr) {
    if (all_quiet()) announce_common_deadlock();
    return;
  }
  const std::scoped_lock guard(registry_);
  std::vector<Waiting> edges;
  unsigned live = 0;
  for (unsigned i = 0; i < thread_count_.load(); ++i) {
    if (threads_[i] == nullptr || !threads_[i]->live) continue;
    const Thread& thread = *threads_[i];
    ++live;
    const Operation* operation = thread.parked_on;
    if (operation == nullptr || thread.word.load() != 0) continue;
    Waiting edge;
    edge.thread = thread.id;
    edge.kind = operation->kind;
    edge.object = operation->object->id();
    edge.object_name = operation->object->name();
    edge.holder = operation->object->owner();
    edge.holder_ended = edge.holder != kNoThread && !threads_[edge.holder]->live;
    edge.unheard = operation->object->unheard();
    edge.line = operation->where.line;
    edges.push_back(std::move(edge));
  }
  if (live > 0 && edges.size() == live) {
    announce(std::move(edges), false);
    return;
  }
  announce_cycles(edges);
}

// announce_cycles tells of the threads that wait for each other and have not been told of. The
// registry is held.
void LiveEngine::announce_cycles(const std::vector<Waiting>& edges) {
  for (const Waiting& edge : edges) {
    if ((told_partial_ >> edge.thread) & 1) continue;
    std::vector<Waiting> cycle = find_cycle(edges, edge.thread);
    if (cycle.empty()) continue;
    for (const Waiting& stuck : cycle) told_partial_ |= ThreadSet{1} << stuck.thread;
    announce(std::move(cycle), true);
  }
}

// announce queues the events of a deadlock. Where other threads may start, the registry is held.
void LiveEngine::announce(std::vector<Waiting> edges, bool partial) {
  const Time time = now();
  for (const Waiting& waiting : edges) {
    Event edge;
    edge.kind = Kind::edge;
    edge.thread = waiting.thread;
    edge.object = waiting.object;
    edge.other = waiting.holder;
    edge.line = static_cast<std::uint16_t>(waiting.line);
    edge.time = time;
    own_events_.emplace_back(edge, "");
  }
  Event deadlock;
  deadlock.kind = Kind::deadlock;
  deadlock.value = static_cast<std::int64_t>(edges.size());
  deadlock.other = partial ? 1 : 0;
  deadlock.time = time;
  std::string sentence = explain_deadlock(edges, partial, [this](ThreadId id) {
    return threads_[id] != nullptr ? threads_[id]->name : foreign_[id].name;
  });
  if (!partial) {
    told_deadlock_ = true;
    result_.fate = Fate::deadlock;
    result_.sentence = sentence;
  }
  own_events_.emplace_back(deadlock, std::move(sentence));
}

// conclude queues the last event, once every thread has left.
void LiveEngine::conclude() {
  const std::scoped_lock guard(registry_);
  result_.elapsed = last_time_;
  if (!told_deadlock_) {
    if (any_stopped_) {
      result_.fate = Fate::stopped;
      result_.sentence = "Stopped.";
    } else if (any_exception_) {
      result_.fate = Fate::exception;
      result_.sentence = "Finished, but an exception ended a thread.";
    } else {
      result_.fate = Fate::finished;
      result_.sentence = "Finished.";
    }
  }
  Event finish;
  finish.kind = Kind::finish;
  finish.value = static_cast<std::int64_t>(result_.fate);
  finish.time = last_time_;
  own_events_.emplace_back(finish, result_.sentence);
}

}  // namespace interleave
