// Local: a value that each thread has for itself, as Python's threading.local.
#pragma once

#include <map>
#include <memory>

#include "kernel/engine.h"
#include "sync/errors.h"

namespace interleave {

// Local<T> is one attribute of a threading.local: a thread sees what it has set itself, and nothing
// before. No other thread sees it, so none of its operations is a scheduling point.
template <class T>
class Local final {
 public:
  explicit Local(std::string name = "value") : name_(std::move(name)) {}
  Local(const Local&) = delete;
  Local& operator=(const Local&) = delete;

  // get is the calling thread's value. Throws AttributeError when it has set none.
  T& get() {
    Engine& engine = Engine::current();
    const Section section(engine, place_);
    const auto found = values_.find(engine.self());
    if (found == values_.end()) throw missing();
    return *found->second;
  }

  void set(T value) {
    Engine& engine = Engine::current();
    auto fresh = std::make_unique<T>(std::move(value));
    const Section section(engine, place_);
    std::swap(values_[engine.self()], fresh);
  }

  // has tells whether the calling thread has set a value; del takes it away.
  bool has() const {
    Engine& engine = Engine::current();
    const Section section(engine, place_);
    return values_.contains(engine.self());
  }
  void del() {
    Engine& engine = Engine::current();
    const Section section(engine, place_);
    if (values_.erase(engine.self()) == 0) throw missing();
  }

 private:
  AttributeError missing() const {
    return AttributeError("'_thread._local' object has no attribute '" + name_ + "'");
  }

  const std::string name_;
  mutable Object place_{Object::Silent{}};
  std::map<ThreadId, std::unique_ptr<T>> values_;
};

}  // namespace interleave
