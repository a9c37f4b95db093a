#include "kernel/engine.h"

#include "kernel/assert.h"

namespace interleave {
namespace {

thread_local Engine* current_engine = nullptr;

constexpr const char* kTypeNames[] = {"Lock",  "RLock",  "Condition", "Semaphore", "Event",
                                      "Queue", "Shared", "Buffer",    "Barrier",   "Cache"};

}  // namespace

Engine::~Engine() {
  for (std::atomic<Attachment*>& attachment : attachments_) delete attachment.load();
}

Engine& Engine::current() {
  INTERLEAVE_ASSERT(
      current_engine != nullptr,
      "Locks, shared values and threads live inside a program's body, not outside a run");
  return *current_engine;
}

Engine* Engine::current_or_null() { return current_engine; }

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

}  // namespace interleave
