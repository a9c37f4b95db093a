#include "python/gil.h"

#include <array>
#include <exception>

namespace interleave {
namespace {

// Interpreter is which thread of the run holds which lock.
struct Interpreter final : Attachment {
  static constexpr unsigned kSlot = 1;
  std::array<std::atomic<Gil*>, kMaxThreads> held = {};
};

std::atomic<Gil*>& held_by_caller(Engine& engine) {
  return engine.attachment<Interpreter>().held[engine.self()];
}

}  // namespace

Gil* Gil::of_caller() {
  Engine& engine = Engine::current();
  return held_by_caller(engine).load(std::memory_order_relaxed);
}

void Gil::take(Location where) {
  Engine& engine = Engine::current();
  struct Taker {
    const Gil& gil;
    ThreadId self;
  } const taker{*this, engine.self()};
  struct Counted {
    explicit Counted(std::atomic<unsigned>& count) : count(count) { count.fetch_add(1); }
    ~Counted() { count.fetch_sub(1); }
    std::atomic<unsigned>& count;
  };
  Operation taking;
  taking.kind = Kind::acquire;
  taking.object = this;
  taking.where = where;
  taking.context = &taker;
  taking.enabled = [](const void* context) {
    const auto& [gil, self] = *static_cast<const Taker*>(context);
    return !gil.held_ && !(gil.handed_over_ && gil.last_ == self);
  };
  Shape shape;
  {
    const Counted counted(waiting_);
    shape = engine.park(taking);
  }
  const Section section(engine, *this, Section::adopt);
  if (engine.cancelling()) return;
  held_ = true;
  handed_over_ = false;
  last_ = engine.self();
  taken_at_ = engine.now();
  set_owner(last_);
  held_by_caller(engine).store(this, std::memory_order_relaxed);
  engine.record(event(Kind::acquire, this, where, 1, shape));
}

void Gil::drop(Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = Kind::release, .object = this, .where = where});
  give_up(engine, where, false);
}

void Gil::give_up(Engine& engine, Location where, bool hand_over) {
  held_by_caller(engine).store(nullptr, std::memory_order_relaxed);
  const Section section(engine, *this);
  if (!held_) return;  // unwinding
  held_ = false;
  handed_over_ = hand_over;
  set_owner(kNoThread);
  engine.record(event(Kind::release, this, where, 0));
  engine.unpark_one(*this);
}

void Gil::checkpoint(Location where) {
  if (waiting_.load(std::memory_order_relaxed) == 0) return;
  Engine& engine = Engine::current();
  if (engine.now() - taken_at_ < kSwitchInterval) return;
  engine.point({.kind = Kind::release, .object = this, .where = where});
  // Who waited may be gone by now: then there is nobody to hand it to.
  give_up(engine, where, waiting_.load() > 0);
  take(where);
}

Gil::Held::Held(Gil* gil, Location where) : gil_(gil), where_(where) {
  if (gil_ != nullptr) gil_->take(where_);
}

Gil::Held::~Held() noexcept(false) {
  if (gil_ == nullptr) return;
  const bool unwinding = std::uncaught_exceptions() > 0;
  try {
    gil_->drop(where_);
  } catch (...) {
    // An exception that is on its way already is the one to tell of.
    if (!unwinding) throw;
  }
}

Gil::Released::Released(Gil* gil, Location where) : gil_(gil), where_(where) {
  if (gil_ != nullptr) gil_->drop(where_);
}

Gil::Released::~Released() noexcept(false) {
  if (gil_ == nullptr) return;
  // Whoever unwinds computes no more.
  if (std::uncaught_exceptions() == 0) gil_->take(where_);
}

}  // namespace interleave
