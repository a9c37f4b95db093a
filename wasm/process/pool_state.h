// PoolState: what a pool of processes is made of, whatever its work returns.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "process/channel.h"
#include "process/process.h"

namespace interleave::multiprocessing {

// PoolJob is one call of the pool: so many calls of a function, whose answers come in.
struct PoolJob {
  std::vector<Json> values;        // {"ok", "value" or "error"} of each call; null: not there yet
  std::vector<std::size_t> order;  // in which they came
  std::size_t chunks = 0;          // that are not there yet
  bool each = false;               // an error concerns its own call alone, as with imap
  std::string error;               // the first, where it concerns all

  bool done() const { return chunks == 0; }
  void rethrow() const {
    if (!error.empty()) throw_error(error);
  }
};

class PoolState {
 public:
  PoolState(int processes, std::optional<StartMethod> method, const char* worker, Location where);
  ~PoolState();

  unsigned size() const { return size_; }

  // submit has `calls` done in chunks of `chunk`. Throws ValueError after close().
  std::shared_ptr<PoolJob> submit(std::vector<Json> calls, std::size_t chunk, bool each,
                                  Location where);

  // wait and wait_until hand out work and take in answers until the job is done, or `condition`
  // holds; false when `timeout` was over first.
  bool wait(const PoolJob& job, const Timeout& timeout, Location where) {
    return wait_until([&job] { return job.done(); }, timeout, where);
  }
  bool wait_until(const std::function<bool()>& condition, const Timeout& timeout, Location where);

  // break_with makes the end of any worker the end of all work, with this error.
  void break_with(std::string error) { broken_error_ = std::move(error); }

  bool broken() const { return broken_; }

  void close() { open_ = false; }
  void terminate(Location where);
  void join(Location where);
  void end();

 private:
  struct Worker {
    Process process;
    unsigned place;  // of the word that tells what it works on
    bool ended = false;
  };
  // Chunk is a part of a job, on its way or being worked on.
  struct Chunk {
    std::shared_ptr<PoolJob> job;
    std::size_t from = 0;
    std::size_t count = 0;
  };

  class Board;
  class Turn;

  void start_worker(unsigned place, Location where);
  void hand_out(Location where);
  bool take_in(Time deadline, Location where);
  void answer(long id, const Json& answers);
  void bury(Location where);
  ProcessSet not_ended() const;
  static void work(const Json& tasks, const Json& results, const Json& board, long place);
  friend void pool_worker(Json tasks, Json results, Json board, long place);

  const unsigned size_;
  const std::optional<StartMethod> method_;
  const char* const name_;
  std::unique_ptr<Channel> tasks_;
  std::unique_ptr<Channel> results_;
  std::unique_ptr<Board> board_;
  std::vector<Worker> workers_;
  std::map<long, Chunk> chunks_;                      // that are not answered
  std::deque<std::pair<long, std::string>> waiting_;  // and not handed out
  long next_ = 1;
  bool open_ = true;
  bool terminated_ = false;
  bool ended_ = false;
  std::string broken_error_;
  bool broken_ = false;
  Object turn_{Object::Silent{}};
  bool busy_ = false;
};

}  // namespace interleave::multiprocessing
