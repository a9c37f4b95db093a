#include "sync/thread_life.h"

#include <charconv>
#include <exception>
#include <new>
#include <utility>

#include "sync/errors.h"
#include "sync/thread_registry.h"

namespace interleave {
namespace {

constexpr std::int64_t kStandardError = 2;

void write_error(Engine& engine, const std::string& text, Location where) {
  engine.point({.kind = Kind::print, .where = where});
  engine.record(event(Kind::print, nullptr, where, kStandardError), text);
}

// traceback is what Python writes of an exception, but for the frames of the stack, which C++ does
// not keep.
std::string traceback(const std::string& last_line) {
  return "Traceback (most recent call last):\n" + last_line + "\n";
}

// Escaped is what came out of a function. No operation may happen inside a handler, so what is done
// about it is done once the handler is left.
struct Escaped {
  std::exception_ptr pointer;
  const std::exception* standard = nullptr;  // what `pointer` holds, when it is one

  std::string text() const {
    if (dynamic_cast<const std::bad_alloc*>(standard) != nullptr) return "MemoryError";
    return standard != nullptr ? standard->what() : "an exception that is not a std::exception";
  }
};

template <class Function>
Escaped run_catching(const Function& function) {
  Escaped escaped;
  try {
    function();
  } catch (const Cancelled&) {
    throw;
  } catch (const SystemExit&) {
    // A thread that asks to end just ends.
  } catch (const std::exception& exception) {
    escaped.pointer = std::current_exception();
    escaped.standard = &exception;
  } catch (...) {
    escaped.pointer = std::current_exception();
  }
  return escaped;
}

void report(Engine& engine, const Escaped& escaped, Thread::State& state) {
  const auto hook = ThreadRegistry::of(engine).excepthook();
  if (!hook || escaped.standard == nullptr) {
    write_error(engine,
                "Exception in thread " + current_thread_name() + ":\n" + traceback(escaped.text()),
                state.started_at);
    return;
  }
  const Escaped again = run_catching([&] { hook({*escaped.standard, current_thread()}); });
  if (!again.pointer) return;
  write_error(engine, "Exception in threading.excepthook:\n" + traceback(again.text()),
              state.started_at);
}

// join_others waits for the threads of the calling one's process that are no daemons.
void join_others(Engine& engine) {
  for (Thread& thread : ThreadRegistry::of(engine).alive(engine)) {
    if (!thread.daemon() && thread.ident() != engine.self() + 1) thread.join(std::nullopt, {});
  }
}

// exit_code_of is the code that sys.exit was given; a text is said and stands for 1.
int exit_code_of(const SystemExit& exit, std::string& said) {
  const std::string text = exit.message();
  int code = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
  if (error == std::errc() && end == text.data() + text.size()) return code;
  said = text;
  return text.empty() ? 0 : 1;
}

}  // namespace

void run_started(Thread::State& state) {
  Engine& engine = Engine::current();
  ThreadRegistry& registry = ThreadRegistry::of(engine);
  {
    const Section section(engine, state);
    state.id = engine.self();
    state.set_owner(state.id);
  }
  registry.add(engine, state);
  // Marks the end on every way out.
  struct AtEnd {
    Engine& engine;
    ThreadRegistry& registry;
    Thread::State& state;
    ~AtEnd() { registry.remove(engine, state); }
  } const at_end{engine, registry, state};
  const Escaped escaped = run_catching(state.target);
  if (escaped.pointer) report(engine, escaped, state);
  state.target = nullptr;
  if (escaped.pointer) std::rethrow_exception(escaped.pointer);
}

void run_main(const std::function<void()>& body) {
  Engine& engine = Engine::current();
  const Escaped escaped = run_catching(body);
  if (escaped.pointer) write_error(engine, traceback(escaped.text()), {});
  ThreadRegistry& registry = ThreadRegistry::of(engine);
  if (registry.has_exit_actions()) {
    join_others(engine);
    registry.run_exit_actions();
  }
  registry.remove(engine, *registry.thread(engine, kMainThread));
  if (escaped.pointer) std::rethrow_exception(escaped.pointer);
}

void run_process_main(const std::string& name, const std::function<void()>& body) {
  Engine& engine = Engine::current();
  ThreadRegistry& registry = ThreadRegistry::of(engine);
  int code = 0;
  std::string said;
  const Escaped escaped = run_catching([&] {
    try {
      body();
    } catch (const SystemExit& exit) {
      code = exit_code_of(exit, said);
    }
  });
  // As multiprocessing does it: the children first, then the traceback, then the other threads.
  registry.run_exit_actions();
  if (!said.empty()) write_error(engine, said + "\n", {});
  if (escaped.pointer) {
    code = 1;
    write_error(engine, "Process " + name + ":\n" + traceback(escaped.text()), {});
  }
  join_others(engine);
  engine.set_exit_code(code);
  registry.remove(engine, *registry.thread(engine, engine.main_thread()));
  if (escaped.pointer) std::rethrow_exception(escaped.pointer);
}

void at_exit(std::function<void()> action) {
  ThreadRegistry::of(Engine::current()).add_exit_action(std::move(action));
}

}  // namespace interleave
