// Global: a variable at a program's outermost level. Every process has its own.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "kernel/engine.h"
#include "sync/shared.h"

namespace interleave {

// Globals are the variables of one process, by the Global that names them.
class Globals final : public Attachment {
 public:
  static constexpr unsigned kSlot = 4;

  struct Cell {
    virtual ~Cell() = default;
    virtual std::unique_ptr<Cell> copy() const = 0;
  };

  // forked copies every variable with the value that it has at this moment.
  std::unique_ptr<Attachment> forked() const override;

  Object guard{Object::Silent{}};
  std::map<const void*, std::unique_ptr<Cell>> cells;
};

// Global<T> stands at file scope. The threads of a process share it, as a Shared<T>; a process that
// is spawned finds it as it was at the beginning, a forked one as its starter had it.
template <class T>
class Global final {
 public:
  constexpr Global(const char* name, T first = {}) : name_(name), first_(first) {}
  Global(const Global&) = delete;
  Global& operator=(const Global&) = delete;

  T read(Location where = Location::here()) { return here(where).read(where); }
  void write(T value, Location where = Location::here()) { here(where).write(value, where); }
  T fetch_add(T amount, Location where = Location::here()) {
    return here(where).fetch_add(amount, where);
  }

 private:
  struct Cell final : Globals::Cell {
    explicit Cell(T value) : first(value) {}
    std::unique_ptr<Globals::Cell> copy() const override {
      return std::make_unique<Cell>(shared == nullptr ? first : shared->peek());
    }
    T first;
    std::unique_ptr<Shared<T>> shared;  // made by the first that uses it
  };

  Shared<T>& here(Location where) {
    Engine& engine = Engine::current();
    Globals& globals = engine.attachment<Globals>();
    const Section section(engine, globals.guard);
    std::unique_ptr<Globals::Cell>& cell = globals.cells[this];
    if (cell == nullptr) cell = std::make_unique<Cell>(first_);
    auto& mine = static_cast<Cell&>(*cell);
    if (mine.shared == nullptr) {
      std::string name = name_;
      if (engine.process() != kMainProcess) {
        name += " of " + engine.thread_name(engine.main_thread());
      }
      mine.shared = std::make_unique<Shared<T>>(mine.first, std::move(name), where);
    }
    return *mine.shared;
  }

  const char* name_;
  T first_;
};

}  // namespace interleave
