// Task: what a thread runs, once. It is std::function<void()> without copies, and without a frame
// of its own below what it runs: under Asyncify each frame costs every switch.
#pragma once

#include <type_traits>
#include <utility>

namespace interleave {

class Task {
 public:
  Task() = default;

  // Task owns a copy of `function`, of what can be called without arguments.
  template <class Function>
  requires(!std::is_same_v<std::decay_t<Function>, Task>) Task(Function&& function)
      : what_(new std::decay_t<Function>(std::forward<Function>(function))),
        run_(&call<std::decay_t<Function>>),
        destroy_([](void* what) { delete static_cast<std::decay_t<Function>*>(what); }) {}

  // borrowed runs `function` itself, which must live as long.
  template <class Function>
  static Task borrowed(const Function& function) {
    Task task;
    task.what_ = const_cast<Function*>(&function);
    task.run_ = &call<const Function>;
    return task;
  }

  Task(Task&& other) noexcept { swap(other); }
  Task& operator=(Task&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Task() { clear(); }

  void operator()() const { run_(what_); }

  // clear destroys the function. A destructor of what it captured may throw.
  void clear() {
    void* const what = std::exchange(what_, nullptr);
    if (auto* const destroy = std::exchange(destroy_, nullptr)) destroy(what);
  }

 private:
  template <class Function>
  static void call(void* what) {
    (*static_cast<Function*>(what))();
  }

  void swap(Task& other) noexcept {
    std::swap(what_, other.what_);
    std::swap(run_, other.run_);
    std::swap(destroy_, other.destroy_);
  }

  void* what_ = nullptr;
  void (*run_)(void*) = nullptr;
  void (*destroy_)(void*) = nullptr;
};

}  // namespace interleave
