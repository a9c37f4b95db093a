#include "kernel/engine.h"

#include "kernel/assert.h"
#include "kernel/throwing.h"

namespace interleave {
namespace {

thread_local Engine* current_engine = nullptr;

constexpr const char* kTypeNames[] = {"Lock",    "RLock", "Condition", "Semaphore",
                                      "Event",   "Queue", "Shared",    "Buffer",
                                      "Barrier", "Cache", "Pipe",      "Process"};

}  // namespace

Engine::Own::~Own() {
  for (std::atomic<Attachment*>& attachment : attachments) delete attachment.load();
}

Engine::~Engine() { delete[] others_.load(); }

void Engine::share(unsigned count, const std::function<void(unsigned)>& work) {
  for (unsigned i = 0; i < count; ++i) work(i);
}

Engine::Own& Engine::own(ProcessId process) {
  if (process == kMainProcess) return main_own_;
  Own* there = others_.load(std::memory_order_acquire);
  if (there == nullptr) {
    auto fresh = std::make_unique<Own[]>(kMaxProcesses);
    if (others_.compare_exchange_strong(there, fresh.get())) there = fresh.release();
  }
  return there[process];
}

void Engine::fork_attachments(ProcessId child, Engine& from, ProcessId parent) {
  for (unsigned slot = 0; slot < kAttachments; ++slot) {
    const Attachment* inherited = from.own(parent).attachments[slot].load();
    if (inherited != nullptr) own(child).attachments[slot].store(inherited->forked().release());
  }
}

Engine& Engine::current() noexcept {
  INTERLEAVE_ASSERT(
      current_engine != nullptr,
      "Locks, shared values and threads live inside a program's body, not outside a run");
  return *current_engine;
}

Engine* Engine::current_or_null() noexcept { return current_engine; }

RunningHere::RunningHere(Engine& engine) : previous_(current_engine) { current_engine = &engine; }
RunningHere::~RunningHere() { current_engine = previous_; }

Object::Object(ObjectType type, std::string name, std::int64_t value, Location where,
               std::uint8_t flags, std::string_view text)
    : name_(std::move(name)) {
  Engine& engine = Engine::current();
  id_ = engine.next_object_id();
  if (name_.empty()) {
    name_ = std::string(kTypeNames[static_cast<unsigned>(type)]) + "-" + std::to_string(id_);
  }
  Event declared = event(Kind::object, this, where, value);
  declared.other = static_cast<std::uint16_t>(type);
  declared.flags |= flags;
  // The first text is the name; a shared text's first value follows in a write of its own.
  engine.record(declared, name_);
  if (!text.empty()) engine.record(event(Kind::write, this, where), text);
}

Object::Object(Common common, ObjectType type, std::string name, std::int64_t value, Location where,
               std::uint8_t flags)
    : Object(type, std::move(name), value, where, flags) {
  block_ = Engine::current().commons().allocate(common.words);
  if (block_ == 0) out_of_memory();
  Engine::current().commons().store(block_ + Commons::object, id_);
}

Object::Object(Word block, ObjectId id, std::string name)
    : id_(id), block_(block), name_(std::move(name)) {}

ThreadId Object::common_owner() const {
  const std::uint32_t owner = Engine::current().commons().load(block_ + Commons::owner);
  return owner == 0 ? kNoThread : static_cast<ThreadId>(owner - 1);
}

void Object::set_common_owner(ThreadId owner) {
  Engine::current().commons().store(block_ + Commons::owner,
                                    owner == kNoThread ? 0 : std::uint32_t{owner} + 1);
}

}  // namespace interleave
