#include "explore/exploration.h"

#include <utility>

#include "explore/depth_first.h"
#include "explore/partial_order.h"
#include "explore/partial_order_sampling.h"
#include "explore/sampling.h"
#include "schedulers/pct.h"
#include "schedulers/random_walk.h"

namespace interleave {
namespace {

std::unique_ptr<Search> random_search(std::uint64_t seed) {
  return std::make_unique<Sampling>(
      seed, [](std::uint64_t at, unsigned) { return std::make_unique<RandomWalk>(at); });
}

std::unique_ptr<Search> search_of(const ExploreOptions& options) {
  switch (options.algorithm) {
    case Algorithm::dfs:
      return std::make_unique<DepthFirst>();
    case Algorithm::bounded:
      return std::make_unique<DepthFirst>(options.preemptions);
    case Algorithm::dpor:
      return std::make_unique<PartialOrder>(PartialOrder::Algorithm::source, options.late_timers);
    case Algorithm::optimal:
      return std::make_unique<PartialOrder>(PartialOrder::Algorithm::optimal, options.late_timers);
    case Algorithm::pct:
      return std::make_unique<Sampling>(options.seed,
                                        [depth = options.depth](std::uint64_t at, unsigned length) {
                                          return std::make_unique<Pct>(at, depth, length);
                                        });
    case Algorithm::pos:
      return std::make_unique<PartialOrderSampling>(options.seed, options.late_timers);
    case Algorithm::random:
      break;
  }
  return random_search(options.seed);
}

}  // namespace

namespace {

constexpr std::pair<const char*, Algorithm> kAlgorithms[] = {
    {"dfs", Algorithm::dfs},         {"bounded", Algorithm::bounded}, {"dpor", Algorithm::dpor},
    {"optimal", Algorithm::optimal}, {"random", Algorithm::random},   {"pct", Algorithm::pct},
    {"pos", Algorithm::pos}};

}  // namespace

bool algorithm_of(std::string_view name, Algorithm& algorithm) {
  for (const auto& [known, value] : kAlgorithms) {
    if (known != name) continue;
    algorithm = value;
    return true;
  }
  return false;
}

const char* algorithm_name(Algorithm algorithm) {
  for (const auto& [name, value] : kAlgorithms) {
    if (value == algorithm) return name;
  }
  return "";
}

// Onlooker hands the events of an execution to whoever needs them.
class Exploration::Onlooker final : public Watcher {
 public:
  Onlooker(Exploration& owner, Search& search, bool judging)
      : owner_(owner), search_(search), watches_(search.watches()), judging_(judging) {}

  void saw(const Event& event, std::string_view text) override {
    if (event.kind == Kind::begin) name(event.thread, text);
    owner_.log_.saw(event, text);
    if (watches_) search_.saw(event, text);
    if (judging_) owner_.judge_.saw(event, text);
  }
  void clock_moves(const Execution& execution) override { search_.clock_moves(execution); }
  void ends(const Execution& execution) override { search_.ends(execution); }

 private:
  void name(ThreadId thread, std::string_view text) {
    auto& names = owner_.thread_names_;
    if (names.size() <= thread) names.resize(thread + 1u);
    if (names[thread].empty()) names[thread] = text;
  }

  Exploration& owner_;
  Search& search_;
  const bool watches_;
  const bool judging_;
};

Exploration::Exploration(Program program, ExploreOptions options)
    : program_(std::move(program)), options_(options), search_(search_of(options)) {}

Exploration::~Exploration() = default;

const std::string& Exploration::thread_name(ThreadId thread) const {
  static const std::string kUnknown = "?";
  return thread < thread_names_.size() ? thread_names_[thread] : kUnknown;
}

Execution::Result Exploration::run_one(Search& search, bool sampling) {
  log_.clear();
  const bool judging = options_.judge && !sampling;
  if (judging) judge_.begin();
  Onlooker onlooker(*this, search, judging);
  Execution::Options limits;
  limits.seed = options_.seed;
  limits.max_steps = options_.max_steps;
  limits.record = false;
  limits.watcher = &onlooker;
  limits.late_timers = options_.late_timers;
  limits.ids_by_thread = true;
  Execution execution(search, fibers_, limits);
  search.begin(execution);
  Execution::Result result = execution.run(Task::borrowed(program_));
  if (search.redundant()) {
    ++redundant_;
    return result;
  }
  if (judging) judge_.end();
  Found* const found = note(result, execution.choices(), sampling);
  if (sampling) return result;
  ++executions_;
  steps_ += result.steps;
  if (result.fate == Fate::deadlock) ++deadlocks_;
  if (!log_.partial().empty()) ++partial_deadlocks_;
  if (by_preemptions_.size() <= result.preemptions) by_preemptions_.resize(result.preemptions + 1);
  ++by_preemptions_[result.preemptions];
  if (judging && judge_.raced()) ++racy_;
  if (found != nullptr && judging) {
    found->raced |= judge_.raced();
    found->inverted |= judge_.inverted();
  }
  return result;
}

Found* Exploration::note(const Execution::Result& result, const std::vector<Choice>& choices,
                         bool sampling) {
  signature_.clear();
  signature_ += static_cast<char>('0' + static_cast<int>(result.fate));
  signature_ += log_.partial().empty() ? ' ' : 'p';
  log_.signature(signature_);
  const auto known = known_.find(signature_);
  if (known == known_.end()) {
    if (found_.size() == kMostOutcomes) {
      ++lost_outcomes_;
      return nullptr;
    }
    known_.emplace(signature_, found_.size());
    Found fresh;
    fresh.fate = result.fate;
    fresh.sentence = result.sentence;
    fresh.partial = log_.partial();
    fresh.output = log_.output();
    fresh.values = log_.values();
    found_.push_back(std::move(fresh));
  }
  Found& found = known == known_.end() ? found_.back() : found_[known->second];
  const bool first = found.executions + found.sampled == 0;
  ++(sampling ? found.sampled : found.executions);
  if (first || result.preemptions < found.preemptions ||
      (result.preemptions == found.preemptions && result.steps < found.steps)) {
    found.choices = choices;
    found.steps = result.steps;
    found.preemptions = result.preemptions;
    found.sentence = result.sentence;
  }
  return &found;
}

bool Exploration::run(std::uint64_t count) {
  for (; count > 0 && !exhausted_; --count) {
    run_one(*search_, false);
    exhausted_ = !search_->advance();
  }
  return !exhausted_;
}

void Exploration::sample(std::uint64_t count) {
  if (!sampler_) sampler_ = random_search(options_.seed);
  for (; count > 0; --count) {
    run_one(*sampler_, true);
    sampler_->advance();
    ++sampled_;
  }
}

bool Exploration::complete() const { return exhausted_ && !search_->cut(); }

double Exploration::estimate() const {
  return exhausted_ ? static_cast<double>(executions_) : search_->estimate();
}

}  // namespace interleave
