// PartialOrder: dynamic partial-order reduction. One execution a Mazurkiewicz trace, instead of one
// an interleaving.
//
// Follows Abdulla, Aronis, Jonsson and Sagonas, "Source Sets: A Foundation for Optimal Dynamic
// Partial Order Reduction" (J. ACM 64(4), 2017): `source` is their Algorithm 1 (source sets with
// sleep sets), `optimal` their Algorithm 2 (wakeup trees). Where it departs:
//
// - Blocking. An operation that still waits when the run ends, or when the clock moves, races with
//   the steps that it would have depended on, as in Flanagan and Godefroid (POPL 2005).
// - Enabling. A step that makes a waiting operation possible (a release, a put) cannot be swapped
//   with it. Such a step is looked through: what took the object before it is what races.
// - Data. A choice of the program (whom notify wakes) makes steps of one thread that differ; all of
//   them are explored where the step is, unless a thread that sleeps there covers them.
// - Killing. A process that is killed ends in its killer's step. What its threads would have done
// next
//   races with that step, as a waiting operation does.
// - Ends of pipes. Whichever process exits last of those that have an end closes it, so that what
// an
//   exit touches depends on what was before; with processes that share an end a few runs may be
//   redundant.
// - Time. The clock moves only when nobody can go on, so whatever was before it happens before
//   whatever comes after.
#pragma once

#include <memory>
#include <vector>

#include "explore/footprint.h"
#include "explore/levels.h"
#include "explore/search.h"

namespace interleave {

class PartialOrder final : public Search {
 public:
  enum class Algorithm { source, optimal };

  PartialOrder(Algorithm algorithm, bool late_timers)
      : algorithm_(algorithm), late_timers_(late_timers) {}

  bool every_step() const override { return true; }
  bool watches() const override { return true; }
  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override;
  unsigned choose_value(unsigned options) override;
  void begin(const Execution& execution) override;
  bool advance() override;
  bool redundant() const override { return redundant_; }
  void saw(const Event& event, std::string_view text) override;
  void clock_moves(const Execution& execution) override;
  void ends(const Execution& execution) override;

 private:
  using Clock = std::vector<std::uint32_t>;  // a thread's steps that happened before
  using Values = std::vector<std::uint8_t>;  // the program's choices in one step

  // Asleep is a thread's next step.
  struct Asleep {
    ThreadId thread;
    Footprint print;
  };

  struct Step {
    ThreadId thread = kNoThread;
    Kind kind = Kind::step;
    bool waits = false;
    ThreadSet ends = 0;          // as in its operation
    Time time = 0;               // when it was chosen
    Time deadline = kNever;      // of its operation
    ThreadSet runnable = 0;      // who could go on when the step was chosen
    ThreadSet ended = 0;         // threads that ended in the step
    std::vector<Asleep> killed;  // the next steps of those that it may end
    Footprint print;
    std::array<Level, Footprint::kMost> before;  // of each access, when the step began
    Values values;
    Values options;
    std::uint32_t number = 0;  // among the steps of its thread, from 1
    Clock clock;
  };

  struct Branch {
    ThreadId thread = kNoThread;
    Footprint print;
    Values values;
    std::vector<std::unique_ptr<Branch>> children;
  };
  using Branches = std::vector<std::unique_ptr<Branch>>;

  // Node is a state on the present path and the step that was taken there.
  struct Node {
    Step step;
    std::vector<Asleep> sleep;
    Branches wakeup;               // what is still to explore from here, in order
    std::vector<Values> explored;  // the choices of the present thread's step, so far
    ThreadSet tried = 0;
  };

  // Letter is a step of a sequence that is not the present path.
  struct Letter {
    ThreadId thread;
    const Footprint* print;
    const Values* values;
  };
  using Word = std::vector<Letter>;

  bool waits(const Operation& operation) const;
  void take(Node& node, std::unique_ptr<Branch> branch);
  bool covered(const Node& node) const;
  bool next_values(Node& node);
  void analyse(std::size_t index);
  void analyse_waiting(const Execution& execution, bool at_end);
  void find_races(Step& step, std::size_t end);
  bool another_enables(std::size_t without, const Step& step, std::size_t end) const;
  bool one_ends_without(std::size_t without, ThreadSet threads, std::size_t end) const;
  void reverse_kill(const Step& step, std::size_t index);
  void reverse(std::size_t earlier, const Step& later, std::size_t end);
  void insert(Branches& branches, Word word);
  bool is_initial(const Word& word, ThreadId thread, const Footprint& print, const Values* values,
                  std::size_t* place) const;

  const Algorithm algorithm_;
  const bool late_timers_;
  const Execution* execution_ = nullptr;
  std::vector<Node> path_;
  std::size_t at_ = 0;        // the step that comes next
  std::size_t fixed_ = 0;     // how many steps of the path are as in the execution before
  std::size_t analysed_ = 0;  // how many steps have their clocks
  std::size_t barrier_ = 0;   // the first step since the clock last moved
  Branches after_prefix_;     // the wakeup tree of the first new node
  std::size_t value_at_ = 0;
  bool redundant_ = false;
  bool processes_ = false;  // whether there are any but the main one
  Levels levels_;
  Clock floor_;  // what happened before the clock last moved
  std::array<Clock, kMaxThreads> born_;
  std::array<std::uint32_t, kMaxThreads> steps_of_;
  std::array<std::int64_t, kMaxThreads> last_of_;
};

}  // namespace interleave
