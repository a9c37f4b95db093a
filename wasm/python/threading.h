// threading: what `import threading` gives a program.
#pragma once

#include "python/local.h"
#include "python/time.h"  // or sleep() would be POSIX's, which stops for nobody
#include "python/timer.h"
#include "sync/barrier.h"
#include "sync/condition.h"
#include "sync/event.h"
#include "sync/lock.h"
#include "sync/rlock.h"
#include "sync/semaphore.h"
#include "sync/shared.h"
#include "sync/thread.h"

// What has another meaning elsewhere is named with its module.
namespace interleave::threading {

using Event = EventFlag;

inline std::vector<Thread> enumerate(Location where = Location::here()) {
  return all_threads(where);
}

}  // namespace interleave::threading
