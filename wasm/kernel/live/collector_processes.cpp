// The collector's side of a live run with several processes: each tells what its threads did as a
// stream of records; the main process, the root, puts them into one order and looks after all.
#include <algorithm>
#include <bit>
#include <chrono>
#include <utility>

#include "kernel/live/live_engine.h"

namespace interleave {

// heed_others does what other processes ask of this one.
void LiveEngine::heed_others() {
  Commons& shared = *options_.commons;
  options_.host->receive(*this);
  if (is_root()) {
    skip_lost();
    end_the_deaf();
  }
  const bool killed = shared.load(entry(Commons::signal)) != 0;
  if ((killed || shared.load(Commons::kStop) != 0) && !cancelling()) stop();
  if (!cancelling()) look_for_quiet();
}

// end_the_deaf makes processes go that were asked to end and compute on without an operation.
void LiveEngine::end_the_deaf() {
  constexpr std::chrono::milliseconds kPatience{1500};
  const auto now = std::chrono::steady_clock::now();
  Commons& shared = *options_.commons;
  for (ProcessId process = 1; process < shared.process_count(); ++process) {
    const std::uint32_t signal = shared.load(Commons::entry(process, Commons::signal));
    auto& since = asked_[process];
    if ((signal == 0 && shared.load(Commons::kStop) == 0) ||
        shared.process_state(process) != ProcessState::running) {
      since = {};
    } else if (since == std::chrono::steady_clock::time_point{}) {
      since = now;
    } else if (now - since > kPatience) {
      constexpr std::uint32_t kKilled = 9;
      shared.store(Commons::entry(process, Commons::exit_code),
                   ~(signal != 0 ? signal : kKilled) + 1);
      options_.host->end(process);
      lost(process);
    }
  }
}

// waits_for_ever tells whether `thread` can only go on when another lets it. The registry is held.
bool LiveEngine::waits_for_ever(const Thread& thread) {
  const Operation* operation = thread.parked_on;
  if (operation == nullptr) return false;
  if (operation->object->block() == 0) return thread.word.load() == 0;
  const RunningHere here(*this);
  const Section section(*this, *operation->object);
  return !operation->is_enabled();
}

// look_for_quiet notes whether all threads of this process wait for ever.
void LiveEngine::look_for_quiet() {
  Commons& shared = *options_.commons;
  const std::scoped_lock guard(registry_);
  const std::uint32_t runs = shared.load(entry(Commons::runs));
  bool quiet = true;
  for (unsigned i = 0; quiet && i < thread_count_.load(); ++i) {
    if (threads_[i] != nullptr && threads_[i]->live) quiet = waits_for_ever(*threads_[i]);
  }
  shared.store(entry(Commons::quiet), quiet ? runs : runs - 1);
  shared.add(entry(Commons::looks), 1);
}

// all_quiet tells whether no thread of any process can ever go on: all processes found theirs
// waiting for ever, twice, and in between none of them ran.
bool LiveEngine::all_quiet() {
  const Commons& shared = *options_.commons;
  bool quiet = true;
  bool confirmed = true;
  unsigned running = 0;
  for (ProcessId process = 0; process < shared.process_count(); ++process) {
    const ProcessState state = shared.process_state(process);
    if (state == ProcessState::exited) continue;
    const std::uint32_t looks = shared.load(Commons::entry(process, Commons::looks));
    const std::uint32_t runs = shared.load(Commons::entry(process, Commons::runs));
    if (state != ProcessState::running ||
        shared.load(Commons::entry(process, Commons::quiet)) != runs) {
      quiet = false;
    }
    ++running;
    auto& [last_runs, last_looks] = last_look_[process];
    if (runs != last_runs || looks - last_looks < 2) confirmed = false;
    if (runs != last_runs) last_look_[process] = {runs, looks};
  }
  if (!quiet) last_look_ = {};
  // A process of which no thread is left is about to exit.
  return quiet && confirmed && running > 0 && carried_.load() + running > 1;
}

// announce_common_deadlock tells who waits for whom, once no thread can go on.
void LiveEngine::announce_common_deadlock() {
  if (drained()) announce(told_waits(), false);
}

// look_for_common_cycles announces threads that wait for each other while others go on. What the
// root has emitted is how things stood at one moment, and who was in a cycle then stays in it.
// Where all wait, all of them will be told of together.
void LiveEngine::look_for_common_cycles() {
  const std::vector<Waiting> edges = told_waits();
  if (edges.empty() || edges.size() == static_cast<unsigned>(std::popcount(told_live_))) return;
  const std::scoped_lock guard(registry_);
  announce_cycles(edges);
}

// told_waits is who waits for whom without an end, as the root has it from the records.
std::vector<Waiting> LiveEngine::told_waits() {
  std::vector<Waiting> edges;
  for (unsigned id = 0; id < kMaxThreads; ++id) {
    if (!pending_[id].blocked) continue;
    const Event& blocked = pending_[id].event;
    if ((blocked.flags & kForATime) != 0) continue;
    Waiting edge;
    edge.thread = static_cast<ThreadId>(id);
    edge.kind = blocked.kind;
    edge.object = blocked.object;
    const Known& object = known_[blocked.object];
    edge.object_name = object.name;
    edge.holder = blocked.other != kNoThread ? blocked.other : object.owner;
    edge.holder_ended = object.owner != kNoThread && ((told_live_ >> object.owner) & 1) == 0;
    edge.line = blocked.line;
    edges.push_back(std::move(edge));
  }
  return edges;
}

// note_event keeps what the root must know of the events of all processes.
void LiveEngine::note_event(const Event& event, std::string_view text) {
  if (event.kind == Kind::begin) {
    if (threads_[event.thread] == nullptr) foreign_[event.thread].name = text;
    told_live_ |= ThreadSet{1} << event.thread;
  }
  const bool took = event.shape() == Shape::done || event.shape() == Shape::resumed;
  if (event.kind == Kind::object) {
    const auto type = static_cast<ObjectType>(event.other);
    known_[event.object] = {std::string(text),
                            type == ObjectType::lock || type == ObjectType::rlock, kNoThread};
  } else if (event.kind == Kind::acquire && took) {
    Known& object = known_[event.object];
    if (object.owned) object.owner = event.thread;
  } else if (event.kind == Kind::release) {
    // One that was taken again is given up with its last release.
    if (event.value == 0) known_[event.object].owner = kNoThread;
  } else if (event.kind == Kind::end || event.kind == Kind::exit) {
    told_live_ &= ~(ThreadSet{1} << event.thread);
    if (event.kind == Kind::end && event.value == 1) any_exception_ = true;
  }
  Pending& pending = pending_[event.thread];
  // Giving up the lock belongs to the wait that began just before.
  if (event.kind == Kind::release && pending.blocked) return;
  if (pending.blocked || event.shape() == Shape::blocked) waits_changed_ = true;
  pending.blocked = event.shape() == Shape::blocked;
  if (pending.blocked) pending.event = event;
}

// emit_foreign writes the event with the next sequence number if another process has told it.
std::size_t LiveEngine::emit_foreign(std::byte* out, std::size_t room) {
  for (Foreign& foreign : foreign_) {
    if (foreign.told.empty() || foreign.told.front().first.sequence != next_sequence_) continue;
    auto& [event, text] = foreign.told.front();
    if (text.size() <= kLongestText && record_size(text.size()) > room) return 0;
    note_event(event, text);
    ++next_sequence_;
    std::size_t size = 0;
    if (text.size() > kLongestText) {
      size = emit_long(event, std::move(text), out, room);
    } else {
      size = emit(event, text, out);
    }
    foreign.told.pop_front();
    return size;
  }
  return 0;
}

void LiveEngine::feed(ProcessId process, const std::byte* bytes, std::size_t size) {
  std::string& stream = streams_[process];
  stream.append(reinterpret_cast<const char*>(bytes), size);
  std::size_t at = 0;
  while (stream.size() - at >= sizeof(Event)) {
    Event event;
    std::memcpy(&event, stream.data() + at, sizeof event);
    const std::size_t record = record_size(event.text_size);
    if (stream.size() - at < record) break;
    if (event.thread < kMaxThreads) {
      foreign_[event.thread].told.emplace_back(event,
                                               stream.substr(at + sizeof event, event.text_size));
    }
    at += record;
  }
  stream.erase(0, at);
}

void LiveEngine::lost(ProcessId process) {
  any_lost_ = true;
  Commons& shared = *options_.commons;
  if (shared.has_exited(process)) return;
  const ThreadId main = shared.main_thread_of(process);
  Foreign& foreign = foreign_[main];
  if (foreign.name.empty() && foreign.told.empty()) {
    foreign.told.emplace_back(
        told_by(main, Kind::begin, process),
        Birth::at(shared, shared.load(Commons::entry(process, Commons::birth))).name);
  }
  const auto code =
      static_cast<std::int32_t>(shared.load(Commons::entry(process, Commons::exit_code)));
  foreign.told.emplace_back(told_by(main, Kind::exit, code), "; it did not say what it did last");
  shared.leave(process);
}

// skip_lost goes past records that a process took with it when it went without a word. A record
// that only takes its time comes long before.
void LiveEngine::skip_lost() {
  constexpr unsigned kPatience = 100;  // looks
  if (!any_lost_ || drained() || fruitless_++ < kPatience) return;
  fruitless_ = 0;
  std::uint32_t first = sequence();
  for (const Foreign& foreign : foreign_) {
    if (!foreign.told.empty()) first = std::min(first, foreign.told.front().first.sequence);
  }
  for (unsigned i = 0; i < thread_count_.load(); ++i) {
    Event event;
    if (threads_[i] != nullptr && threads_[i]->ring.front(event)) {
      first = std::min(first, event.sequence);
    }
  }
  next_sequence_ = std::max(first, next_sequence_);
}

// processes_left tells whether a process that is no daemon is still there, besides the root.
bool LiveEngine::processes_left() const {
  if (options_.commons == nullptr) return false;
  const Commons& shared = *options_.commons;
  for (ProcessId process = 1; process < shared.process_count(); ++process) {
    if (!shared.is_daemon(process) && !shared.has_exited(process)) return true;
  }
  return false;
}

bool LiveEngine::all_exited() const {
  if (options_.commons == nullptr) return true;
  for (ProcessId process = 1; process < options_.commons->process_count(); ++process) {
    if (!options_.commons->has_exited(process)) return false;
  }
  return true;
}

}  // namespace interleave
