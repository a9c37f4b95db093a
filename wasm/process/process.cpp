#include "process/process.h"

#include <algorithm>
#include <utility>

#include "sync/point.h"
#include "sync/text.h"
#include "sync/thread.h"

namespace interleave::multiprocessing {

// State is a process as the one that made it knows it. While it runs, its Object stands for its
// life: its owner is the process's main thread.
struct Process::State {
  explicit State(Call call) : target(std::move(call)) {}

  Call target;
  std::string name;
  bool daemon = false;
  StartMethod method = StartMethod::fork;
  ProcessId maker = kMainProcess;
  ProcessId id = kNoProcess;
  ThreadId main = kNoThread;
  std::unique_ptr<Object> life;
  std::string identity;  // "1:2" of a child's child

  bool exited() const { return Engine::current().commons().has_exited(id); }
};

// Children is what a process knows of itself and of those it started.
class Children final : public Attachment {
 public:
  static constexpr unsigned kSlot = 3;

  static Children& here() { return Engine::current().attachment<Children>(); }

  Object guard{Object::Silent{}};
  std::string name = "MainProcess";
  std::string identity;
  bool daemon = false;
  long parent = 0;
  StartMethod method = StartMethod::fork;
  unsigned count = 0;
  std::vector<std::shared_ptr<Process::State>> started;

  static Process handle(std::shared_ptr<Process::State> state) { return Process(std::move(state)); }

  // leave is the end of the process: children that are daemons are terminated, the others awaited.
  void leave() {
    for (const bool daemons : {true, false}) {
      for (const auto& child : started) {
        if (child->daemon != daemons) continue;
        Process process = handle(child);
        if (daemons) process.terminate({});
        process.join(std::nullopt, {});
      }
    }
  }
};

namespace {

constexpr const char* kSignals[] = {"SIGKILL", "SIGTERM"};

long pid_of(ProcessId id) { return long{id} + 1; }

// run_child is what a new process's main thread does.
void run_child(const std::string& message) {
  const Json birth = load(message);
  Children& children = Children::here();
  children.name = birth["name"];
  children.identity = birth["identity"];
  children.daemon = birth["daemon"];
  children.parent = birth["parent"];
  children.method = birth["method"].get<int>() == 0 ? StartMethod::spawn : StartMethod::fork;
  Json result;
  run_process_main(children.name, [&] { Call::perform(birth["call"], result); });
}

}  // namespace

Process::Process(Call target, Options options)
    : state_(std::make_shared<State>(std::move(target))) {
  Engine& engine = Engine::current();
  Children& children = Children::here();
  const Section section(engine, children.guard);
  const std::string number = std::to_string(++children.count);
  state_->identity = children.identity.empty() ? number : children.identity + ":" + number;
  state_->name =
      options.name.empty() ? options.kind + "-" + state_->identity : std::move(options.name);
  state_->daemon = options.daemon.value_or(children.daemon);
  state_->method = options.method.value_or(children.method);
  state_->maker = engine.process();
}

void Process::start(Location where) {
  Engine& engine = Engine::current();
  engine.point({.kind = Kind::start, .where = where});
  Children& children = Children::here();
  if (state_->id != kNoProcess) throw AssertionError("cannot start a process twice");
  if (state_->maker != engine.process()) {
    throw AssertionError("can only start a process object created by current process");
  }
  if (children.daemon) throw AssertionError("daemonic processes are not allowed to have children");
  Inheritance inheritance;
  const Json birth = {{"name", state_->name},
                      {"identity", state_->identity},
                      {"daemon", state_->daemon},
                      {"parent", pid_of(engine.process())},
                      {"method", children.method == StartMethod::spawn ? 0 : 1},
                      {"call", state_->target.pickle()}};
  ProcessStart start{state_->name, state_->daemon, state_->method,
                     dump(birth),  &run_child,     inheritance.take()};
  Commons& commons = engine.commons();
  const Word block = commons.allocate(0);
  const ProcessId id = block == 0 ? kNoProcess : engine.start_process(std::move(start), where);
  if (id == kNoProcess) {
    if (engine.cancelling()) return;
    throw OSError(
        format("[Errno 11] Resource temporarily unavailable: one run has room for {} "
               "processes with {} threads",
               kMaxProcesses, kMaxThreads));
  }
  const ThreadId main = commons.main_thread_of(id);
  state_->life = std::make_unique<Object>(block, ObjectId{0}, state_->name);
  state_->life->set_owner(main);
  state_->main = main;
  state_->id = id;
  const Section section(engine, children.guard);
  if (children.started.empty()) {
    at_exit([&children] { children.leave(); });
  }
  children.started.push_back(state_);
}

// looking is the operation of finding out about the process; before it was started only the point
// counts.
Operation Process::looking(Kind kind, Location where) const {
  return {.kind = kind, .object = state_->life.get(), .other = state_->main, .where = where};
}

void Process::join(Timeout timeout, Location where) {
  Engine& engine = Engine::current();
  check_range(timeout);
  if (state_->maker != engine.process()) throw AssertionError("can only join a child process");
  if (state_->id == kNoProcess) throw AssertionError("can only join a started process");
  Operation joining = looking(Kind::join, where);
  joining.enabled = [](const void* it) { return static_cast<const State*>(it)->exited(); };
  joining.context = state_.get();
  joining.deadline = deadline_after(engine, timeout);
  const Shape shape = engine.park(joining);
  const Section section(engine, *state_->life, Section::adopt);
  engine.record(event(Kind::join, nullptr, where, 0, shape, state_->main));
}

bool Process::is_alive(Location where) const {
  Engine& engine = Engine::current();
  if (state_->maker != engine.process()) throw AssertionError("can only test a child process");
  if (state_->id == kNoProcess) return false;
  engine.point(looking(Kind::alive, where));
  const Section section(engine, *state_->life);
  const bool alive = !state_->exited();
  Event told = event(Kind::alive, nullptr, where, alive ? 1 : 0, Shape::done, state_->main);
  told.flags |= kValueIsBool;
  engine.record(told);
  return alive;
}

std::optional<int> Process::exitcode(Location where) const {
  if (state_->id == kNoProcess || is_alive(where)) return std::nullopt;
  Commons& commons = Engine::current().commons();
  return static_cast<int>(commons.load(Commons::entry(state_->id, Commons::exit_code)));
}

void Process::signal(int number, Location where) {
  Engine& engine = Engine::current();
  if (state_->id == kNoProcess) {
    throw AttributeError("'NoneType' object has no attribute 'terminate'");
  }
  engine.point(looking(Kind::kill, where));
  engine.record(event(Kind::kill, nullptr, where, number, Shape::done, state_->main),
                kSignals[number == 15 ? 1 : 0]);
  engine.kill(state_->id, number);
}

const std::string& Process::name() const { return state_->name; }
void Process::set_name(std::string name) { state_->name = std::move(name); }
bool Process::daemon() const { return state_->daemon; }
void Process::set_daemon(bool daemon) {
  if (state_->id != kNoProcess) throw AssertionError("process has already started");
  state_->daemon = daemon;
}

std::optional<long> Process::pid() const {
  if (state_->id == kNoProcess) return std::nullopt;
  return pid_of(state_->id);
}

std::string Process::repr(Location where) const {
  std::string text = "<Process name='" + state_->name + "'";
  if (state_->id != kNoProcess) text += " pid=" + std::to_string(pid_of(state_->id));
  text += " parent=" + std::to_string(pid_of(state_->maker));
  if (state_->id == kNoProcess) {
    text += " initial";
  } else if (const std::optional<int> code = exitcode(where)) {
    text += " stopped exitcode=";
    if (*code == -15 || *code == -9) {
      text += std::string("-") + kSignals[*code == -15 ? 1 : 0];
    } else {
      text += std::to_string(*code);
    }
  } else {
    text += " started";
  }
  if (state_->daemon) text += " daemon";
  return text + ">";
}

std::string current_process_name() { return Children::here().name; }
long getpid() { return pid_of(Engine::current().process()); }
long getppid() { return Children::here().parent; }

std::vector<Process> active_children(Location where) {
  Engine& engine = Engine::current();
  Children& children = Children::here();
  const auto all = [&] {
    const Section section(engine, children.guard);
    return children.started;
  }();
  std::vector<Process> alive;
  for (const auto& child : all) {
    Process process(child);
    if (process.is_alive(where)) alive.push_back(std::move(process));
  }
  return alive;
}

unsigned cpu_count() {
  const unsigned cores = Engine::current().cores();
  return cores == 0 ? kMaxProcesses : cores;
}

std::string get_start_method() {
  return Children::here().method == StartMethod::spawn ? "spawn" : "fork";
}

void set_start_method(const std::string& method) {
  if (method != "spawn" && method != "fork") {
    throw ValueError("cannot find context for '" + method + "'; there are spawn and fork");
  }
  Children::here().method = method == "spawn" ? StartMethod::spawn : StartMethod::fork;
}

}  // namespace interleave::multiprocessing
