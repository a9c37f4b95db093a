#include "process/pool_state.h"

#include <exception>

#include "sync/lockable.h"
#include "sync/point.h"
#include "sync/text.h"
#include "sync/thread.h"

namespace interleave::multiprocessing {

namespace {

// A task is [number, calls], an answer [number, answers]; null ends a worker.
std::string tell_task(const Json& task) {
  return task.is_null() ? "the end" : "task " + to_text(task[0].get<long>());
}
std::string tell_answer(const Json& answer) {
  return "the answer to task " + to_text(answer[0].get<long>());
}

}  // namespace

// Board is a word a worker, which tells what it is working on.
class PoolState::Board final : public Object {
 public:
  static Word make(unsigned workers) {
    const Word block = Engine::current().commons().allocate(workers);
    if (block == 0) throw MemoryError("the memory that processes share is full");
    return block;
  }
  explicit Board(Word block) : Object(block, ObjectId{0}, "pool") {}

  void note(unsigned place, long task) {
    Engine::current().commons().store(word(place), static_cast<std::uint32_t>(task));
  }
  long task(unsigned place) const { return Engine::current().commons().load(word(place)); }

 private:
  Word word(unsigned place) const { return block() + Commons::header + place; }
};

// Turn is one thread's turn to speak for the pool. It is no lock that the reader should see.
class PoolState::Turn {
 public:
  Turn(PoolState& pool, Location where) : pool_(pool) {
    Engine& engine = Engine::current();
    Operation operation{.kind = Kind::acquire, .object = &pool.turn_, .where = where};
    operation.enabled = [](const void* it) { return !static_cast<const PoolState*>(it)->busy_; };
    operation.context = &pool;
    engine.park(operation);
    const Section section(engine, pool.turn_, Section::adopt);
    pool.busy_ = true;
  }
  ~Turn() {
    Engine& engine = Engine::current();
    const Section section(engine, pool_.turn_);
    pool_.busy_ = false;
    engine.unpark_one(pool_.turn_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  PoolState& pool_;
};

// pool_worker is the main function of a worker.
void pool_worker(Json tasks, Json results, Json board, long place) {
  PoolState::work(tasks, results, board, place);
}

void PoolState::work(const Json& tasks_handle, const Json& results_handle, const Json& board_block,
                     long place) {
  Channel tasks{Handle{tasks_handle}};
  Channel results{Handle{results_handle}};
  Board board(board_block.get<Word>());
  for (;;) {
    Json task;
    if (tasks.receive(task, true, kNever, {}, 0, &tell_task) != Channel::Went::well) {
      return;
    }
    if (task.is_null()) return;
    // No operation lies in between, at which the process could be ended.
    board.note(static_cast<unsigned>(place), task[0].get<long>());
    Json answers = Json::array();
    for (const Json& call : task[1]) {
      try {
        Json value;
        Call::perform(call, value);
        answers.push_back({{"ok", true}, {"value", std::move(value)}});
      } catch (const std::exception& exception) {
        answers.push_back({{"ok", false}, {"error", error_json(exception)}});
      }
    }
    const Json answer = Json::array({task[0], std::move(answers)});
    results.send(dump(answer), tell_answer(task), true, kNever, {});
    board.note(static_cast<unsigned>(place), 0);
  }
}

PoolState::PoolState(int processes, std::optional<StartMethod> method, const char* worker,
                     Location where)
    : size_(processes > 0 ? static_cast<unsigned>(processes) : cpu_count()),
      method_(method),
      name_(worker) {
  if (processes < 0) throw ValueError("Number of processes must be at least 1");
  tasks_ = std::make_unique<Channel>(ObjectType::queue, 0, "tasks", where);
  results_ = std::make_unique<Channel>(ObjectType::queue, 0, "results", where);
  board_ = std::make_unique<Board>(Board::make(size_));
  for (unsigned place = 0; place < size_; ++place) start_worker(place, where);
}

PoolState::~PoolState() = default;

void PoolState::start_worker(unsigned place, Location where) {
  board_->note(place, 0);
  // A worker has both ends of both, as in CPython.
  const bool forks = method_ ? *method_ == StartMethod::fork : get_start_method() == "fork";
  Process process(
      Call(&pool_worker, tasks_->handle(), results_->handle(), Json(board_->block()),
           static_cast<long>(place)),
      {.daemon = true, .method = method_, .kind = std::string(forks ? "Fork" : "Spawn") + name_});
  process.start(where);
  workers_.push_back({process, place});
}

std::shared_ptr<PoolJob> PoolState::submit(std::vector<Json> calls, std::size_t chunk, bool each,
                                           Location where) {
  if (!open_) throw ValueError("Pool not running");
  const Turn turn(*this, where);
  auto job = std::make_shared<PoolJob>();
  job->each = each;
  job->values.resize(calls.size());
  for (std::size_t from = 0; from < calls.size(); from += chunk) {
    const std::size_t count = std::min(chunk, calls.size() - from);
    Json part = Json::array();
    for (std::size_t i = 0; i < count; ++i) part.push_back(std::move(calls[from + i]));
    const long id = next_++;
    waiting_.emplace_back(id, dump(Json::array({id, std::move(part)})));
    chunks_[id] = {job, from, count};
    ++job->chunks;
  }
  hand_out(where);
  return job;
}

// hand_out puts tasks into the queue while there is room.
void PoolState::hand_out(Location where) {
  while (!waiting_.empty()) {
    const auto& [id, message] = waiting_.front();
    // As many as workers may wait there: more would only be on their way.
    if (tasks_->count() >= 2 * size_) return;
    if (tasks_->send(message, "task " + to_text(id), false, kNever, where) != Channel::Went::well) {
      return;
    }
    waiting_.pop_front();
  }
}

bool PoolState::wait_until(const std::function<bool()>& condition, const Timeout& timeout,
                           Location where) {
  const Time deadline = deadline_after(Engine::current(), timeout);
  for (;;) {
    const Turn turn(*this, where);
    if (condition()) return true;
    hand_out(where);
    if (!take_in(deadline, where)) return condition();
  }
}

// not_ended are the processes of the workers whose end was not seen yet.
ProcessSet PoolState::not_ended() const {
  ProcessSet all = 0;
  for (const Worker& worker : workers_) {
    if (!worker.ended) all |= ProcessSet{1} << (*worker.process.pid() - 1);
  }
  return all;
}

// take_in waits for an answer, or for a worker's end; false when the time is over.
bool PoolState::take_in(Time deadline, Location where) {
  Json all;
  const ProcessSet workers = not_ended();
  switch (results_->receive(all, true, deadline, where, workers, &tell_answer)) {
    case Channel::Went::well:
      answer(all[0].get<long>(), all[1]);
      return true;
    case Channel::Went::timed_out:
    case Channel::Went::broken:
      if (!Engine::current().commons().any_has_exited(workers)) return false;
      bury(where);
      return true;
    default:
      return false;
  }
}

void PoolState::answer(long id, const Json& answers) {
  const auto found = chunks_.find(id);
  if (found == chunks_.end()) return;
  const Chunk chunk = std::move(found->second);
  chunks_.erase(found);
  PoolJob& job = *chunk.job;
  for (std::size_t i = 0; i < chunk.count; ++i) {
    const Json& one = answers.size() == chunk.count ? answers[i] : answers[0];
    if (!one["ok"].get<bool>() && !job.each && job.error.empty()) {
      job.error = one["error"].get<std::string>();
    }
    job.values[chunk.from + i] = one;
    job.order.push_back(chunk.from + i);
  }
  --job.chunks;
}

// bury replaces the workers that ended, and answers for them.
void PoolState::bury(Location where) {
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if (workers_[i].ended || workers_[i].process.is_alive(where)) continue;
    workers_[i].ended = true;
    const unsigned place = workers_[i].place;
    const long task = board_->task(place);
    const std::string why = broken_error_.empty()
                                ? "RuntimeError: the worker " + workers_[i].process.name() +
                                      " ended in the middle of it, with exit code " +
                                      to_text(workers_[i].process.exitcode(where).value_or(0))
                                : broken_error_;
    const Json failed = Json::array({Json{{"ok", false}, {"error", why}}});
    if (!broken_error_.empty()) {
      open_ = false;
      broken_ = true;
      waiting_.clear();
      while (!chunks_.empty()) answer(chunks_.begin()->first, failed);
      return;
    }
    if (task != 0) answer(task, failed);
    if (!terminated_) start_worker(place, where);
  }
}

void PoolState::terminate(Location where) {
  open_ = false;
  if (std::exchange(terminated_, true)) return;
  for (Worker& worker : workers_) {
    if (!worker.ended) worker.process.terminate(where);
  }
}

void PoolState::join(Location where) {
  if (open_) throw ValueError("Pool is still running");
  if (!terminated_) {
    wait_until([this] { return chunks_.empty(); }, std::nullopt, where);
    for (const Worker& worker : workers_) {
      if (!worker.ended) tasks_->send("null", "the end", true, kNever, where);
    }
  }
  for (Worker& worker : workers_) worker.process.join(std::nullopt, where);
  ended_ = true;
}

void PoolState::end() {
  if (std::exchange(ended_, true) || Engine::current().cancelling()) return;
  const auto go = [this] {
    terminate({});
    for (Worker& worker : workers_) worker.process.join(std::nullopt, {});
  };
  end_scope(0, go);
}

}  // namespace interleave::multiprocessing
