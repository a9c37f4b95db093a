// The threads' side of a live run with several processes: what they share lies in the commons.
#include <bit>
#include <utility>

#include "kernel/live/registered.h"

namespace interleave {

void LiveEngine::start_born() {
  Commons& shared = *options_.commons;
  clock_.begin_at(shared.load_wide(Commons::kStarted),
                  std::bit_cast<double>(shared.load_wide(Commons::kDate)));
  Birth birth = Birth::at(shared, shared.load(entry(Commons::birth)));
  main_ = shared.main_thread_of(options_.process);
  Thread* const main =
      add_thread([entry = birth.entry, message = std::move(birth.message)] { entry(message); },
                 std::move(birth.name), false, nullptr);
  shared.store(entry(Commons::state), static_cast<std::uint32_t>(ProcessState::running));
  carriers_.run([this, main] { run_thread(*main); });
}

void LiveEngine::inherit(LiveEngine& starter) {
  fork_attachments(options_.process, starter, starter.options_.process);
}

void LiveEngine::enter(Object& object) noexcept {
  if (object.block() == 0) {
    FutexLock(object.section_).lock();
    return;
  }
  // The same protocol as FutexLock's, on a word of the commons.
  Commons& shared = *options_.commons;
  const Word section = object.block() + Commons::section;
  if (shared.compare_exchange(section, 0, 1)) return;
  while (shared.exchange(section, 2) != 0) shared.wait(section, 2, -1);
}

void LiveEngine::leave(Object& object) noexcept {
  if (object.block() == 0) {
    FutexLock(object.section_).unlock();
    return;
  }
  const Word section = object.block() + Commons::section;
  if (options_.commons->exchange(section, 0) == 2) options_.commons->wake(section);
}

// epoch_of changes whenever the waiters of a common object must look again. Whoever may wait reads
// it before it looks: a process exits, and a run is stopped, without entering the section.
std::uint32_t LiveEngine::epoch_of(const Object& object) const {
  return object.block() == 0 ? 0 : options_.commons->load(object.block() + Commons::epoch);
}

// wait_common leaves a common object's section, sleeps until its epoch is no longer `before` or the
// deadline has passed, and enters the section again.
void LiveEngine::wait_common(Thread& thread, const Operation& operation, std::uint32_t before) {
  Commons& shared = *options_.commons;
  Object& object = *operation.object;
  const Word epoch = object.block() + Commons::epoch;
  shared.add(object.block() + Commons::waiters, 1);
  leave(object);
  {
    const Registered entry(*this, thread, operation.deadline == kNever ? &operation : nullptr);
    const std::int64_t left = time_left(operation.deadline);
    if (!cancelling() && left != 0) shared.wait(epoch, before, left);
  }
  enter(object);
  shared.add(object.block() + Commons::waiters, ~0u);
}

ObjectId LiveEngine::next_object_id() noexcept {
  if (options_.commons != nullptr) return options_.commons->add(Commons::kObjects, 1) + 1;
  return objects_.fetch_add(1) + 1;
}

// note_run says that a thread of this process goes on, or stops going on.
void LiveEngine::note_run() {
  if (options_.commons != nullptr) options_.commons->add(entry(Commons::runs), 1);
}

ProcessId LiveEngine::start_process(ProcessStart start, Location where) {
  if (cancelling()) return kNoProcess;
  Commons& shared = *options_.commons;
  const std::uint32_t process = shared.add(Commons::kProcesses, 1);
  if (process >= kMaxProcesses) {
    shared.add(Commons::kProcesses, ~0u);
    return kNoProcess;
  }
  const auto id = static_cast<ProcessId>(process);
  const std::uint32_t main = shared.add(Commons::kThreads, 1);
  const Birth birth{start.name, start.daemon, std::move(start.message), start.entry};
  const Word kept = main < kMaxThreads ? birth.keep(shared) : 0;
  if (kept == 0) {
    if (main >= kMaxThreads) shared.add(Commons::kThreads, ~0u);
    return kNoProcess;
  }
  shared.store(Commons::entry(id, Commons::birth), kept);
  shared.store(Commons::entry(id, Commons::main_thread),
               main | (start.daemon ? Commons::kDaemon : 0));
  shared.store(Commons::entry(id, Commons::state),
               static_cast<std::uint32_t>(ProcessState::starting));
  const bool forks = start.method == StartMethod::fork;
  shared.grant(id, start.sides);
  if (forks) shared.inherit(id, options_.process);
  const std::int64_t how = (start.daemon ? 1 : 0) + kStartsProcess + (forks ? kForked : 0);
  record(event(Kind::start, nullptr, where, how, Shape::done, static_cast<ThreadId>(main)),
         start.name);
  if (!options_.host->start(*this, id, start.method)) {
    shared.store(Commons::entry(id, Commons::exit_code), 1);
    shared.leave(id);
    return kNoProcess;
  }
  return id;
}

void LiveEngine::kill(ProcessId process, int signal) {
  Commons& shared = *options_.commons;
  if (shared.has_exited(process)) return;
  shared.compare_exchange(Commons::entry(process, Commons::signal), 0,
                          static_cast<std::uint32_t>(signal));
}

void LiveEngine::set_exit_code(int code) {
  options_.commons->store(entry(Commons::exit_code), static_cast<std::uint32_t>(code));
}

void LiveEngine::stop() {
  stop_.store(1);
  {
    const std::scoped_lock guard(registry_);
    for (unsigned i = 0; i < thread_count_.load(); ++i) {
      if (threads_[i] == nullptr) continue;
      threads_[i]->word.store(1);
      futex_wake(threads_[i]->word, 1);
    }
    if (options_.commons == nullptr) return;
    if (is_root() && processes_left()) any_stopped_ = true;
  }
  if (is_root()) options_.commons->store(Commons::kStop, 1);
  options_.commons->rouse();
}

}  // namespace interleave
