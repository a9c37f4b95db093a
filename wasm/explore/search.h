// Search: a scheduler that, run after run, goes through the executions of a program.
//
// A search is used like this: begin, one execution, advance, begin, ... until advance tells that
// there is nothing left.
#pragma once

#include "kernel/controlled/execution.h"
#include "kernel/controlled/scheduler.h"
#include "kernel/controlled/watcher.h"

namespace interleave {

class Search : public Scheduler, public Watcher {
 public:
  // begin is called before each execution.
  virtual void begin(const Execution& execution) = 0;

  // advance turns to the next execution after one has ended; false when there is none.
  virtual bool advance() = 0;

  // redundant tells that the last execution was given up, because whatever it would have led to has
  // been seen.
  virtual bool redundant() const { return false; }

  // cut tells that the search left executions out, because of a bound it was given.
  virtual bool cut() const { return false; }

  // watches tells whether the search needs to be told every event.
  virtual bool watches() const { return false; }
  void saw(const Event&, std::string_view) override {}

  // estimate is how many executions there are, as far as the search can tell by now; 0: unknown.
  virtual double estimate() const { return 0; }
};

}  // namespace interleave
