// Exploration: many executions of one program, and what came out of them.
//
// Invariant: every outcome has a schedule that leads to it, and that replays byte for byte.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "explore/judge.h"
#include "explore/run_log.h"
#include "explore/search.h"
#include "kernel/controlled/execution.h"

namespace interleave {

// Algorithm is how the executions are chosen: all interleavings (dfs); all by their number of
// preemptions (bounded); one a trace (dpor: source sets, optimal: wakeup trees); or drawn.
enum class Algorithm { dfs, bounded, dpor, optimal, random, pct, pos };

// algorithm_of is the algorithm with this name; false when there is none. algorithm_name is its
// inverse.
bool algorithm_of(std::string_view name, Algorithm& algorithm);
const char* algorithm_name(Algorithm algorithm);
inline constexpr const char* kAlgorithmNames = "dfs, bounded, dpor, optimal, random, pct, pos";

// kMostPreemptions and kMostDepth bound what may be asked of bounded search and of pct.
inline constexpr unsigned kMostPreemptions = 1'000;
inline constexpr unsigned kMostDepth = 20;

struct ExploreOptions {
  Algorithm algorithm = Algorithm::optimal;
  unsigned preemptions = 2;  // for bounded: the most
  unsigned depth = 3;        // for pct: the number of ordering points of the bug that is looked for
  std::uint64_t seed = 0;    // of the program's random numbers, and of drawn schedules
  bool late_timers = false;
  bool judge = true;                // look for data races and lock-order inversions
  std::uint32_t max_steps = 5'000;  // of one execution
};

// Found is one distinct outcome: fate, output and shared values at the end, and whether threads
// were left behind in a partial deadlock.
struct Found {
  Fate fate = Fate::finished;
  std::string sentence;
  std::string partial;  // of a partial deadlock in an execution that went on and ended; or empty
  std::string output;
  std::vector<RunLog::Value> values;
  std::uint64_t executions = 0;
  std::uint64_t sampled = 0;  // among the random executions that estimate its share
  bool raced = false;
  bool inverted = false;
  // The shortest schedule with the fewest preemptions.
  std::vector<Choice> choices;
  std::uint32_t steps = 0;
  std::uint32_t preemptions = 0;
};

class Exploration {
 public:
  using Program = std::function<void()>;

  // kMostOutcomes bounds the distinct outcomes that are kept; executions beyond are counted.
  static constexpr std::size_t kMostOutcomes = 10'000;

  Exploration(Program program, ExploreOptions options);
  ~Exploration();

  // run does at most `count` further executions. Returns false once there is nothing left to do.
  bool run(std::uint64_t count);

  // sample runs `count` executions under a random walk, to tell how likely each outcome is there.
  void sample(std::uint64_t count);

  const std::vector<Found>& found() const { return found_; }
  const std::vector<DataRace>& races() const { return judge_.races(); }
  const std::vector<Inversion>& inversions() const { return judge_.inversions(); }
  bool inversions_lost() const { return judge_.edges_lost(); }
  const std::string& thread_name(ThreadId thread) const;

  // executions went to their end; redundant were given up because what they would have led to had
  // been seen.
  std::uint64_t executions() const { return executions_; }
  std::uint64_t redundant() const { return redundant_; }
  std::uint64_t deadlocks() const { return deadlocks_; }
  std::uint64_t partial_deadlocks() const { return partial_deadlocks_; }
  std::uint64_t racy() const { return racy_; }
  std::uint64_t steps() const { return steps_; }
  std::uint64_t sampled() const { return sampled_; }
  std::uint64_t lost_outcomes() const { return lost_outcomes_; }
  // complete tells that there are no other executions: nothing was left out, by no bound.
  bool complete() const;
  double estimate() const;

  // by_preemptions is how many executions had 0, 1, 2, ... preemptions.
  const std::vector<std::uint64_t>& by_preemptions() const { return by_preemptions_; }

 private:
  class Onlooker;

  Execution::Result run_one(Search& search, bool sampling);
  Found* note(const Execution::Result& result, const std::vector<Choice>& choices, bool sampling);

  const Program program_;
  const ExploreOptions options_;
  FiberPool fibers_;
  std::unique_ptr<Search> search_;
  std::unique_ptr<Search> sampler_;
  RunLog log_;
  Judge judge_;
  std::vector<std::string> thread_names_;
  std::string signature_;
  std::map<std::string, std::size_t> known_;
  std::vector<Found> found_;
  std::vector<std::uint64_t> by_preemptions_;
  std::uint64_t executions_ = 0;
  std::uint64_t redundant_ = 0;
  std::uint64_t deadlocks_ = 0;
  std::uint64_t partial_deadlocks_ = 0;
  std::uint64_t racy_ = 0;
  std::uint64_t steps_ = 0;
  std::uint64_t sampled_ = 0;
  std::uint64_t lost_outcomes_ = 0;
  bool exhausted_ = false;
};

}  // namespace interleave
