#include "sync/rlock.h"

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"
#include "sync/errors.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"counts",
     [] {
       RLock lock;
       lock.acquire(), lock.acquire();
       beside([&] { print(to_text(lock.try_acquire())); });
       lock.release();
       beside([&] { print(to_text(lock.try_acquire())); });
       lock.release();
       beside([&] { print(to_text(lock.try_acquire())); });
     },
     "False\nFalse\nTrue\n"},
    {"only_the_owner_releases",
     [] {
       RLock lock;
       print(message_of([&] { lock.release(); }));
       lock.acquire();
       beside([&] { print(message_of([&] { lock.release(); })); });
       lock.release();
       print(message_of([&] { lock.release(); }));
     },
     "RuntimeError: cannot release un-acquired lock\n"
     "RuntimeError: cannot release un-acquired lock\n"
     "RuntimeError: cannot release un-acquired lock\n"},
    {"its_owner_never_waits",
     [] {
       RLock lock;
       lock.acquire();
       print(to_text(lock.acquire(0.0)));
       print(to_text(lock.try_acquire()));
       print(to_text(lock.acquire()));
     },
     "True\nTrue\nTrue\n"},
    {"others_time_out",
     [] {
       RLock lock;
       With with(lock);
       beside([&] { print(to_text(lock.acquire(0.5))); });
     },
     "False\n"},
    {"timeouts_as_python_takes_them",
     [] {
       RLock lock;
       print(message_of([&] { lock.acquire(-2.0); }));
       print(to_text(lock.acquire(-1.0)));
       print(message_of([&] { lock.acquire(-2.0); }));  // also for its owner
     },
     "ValueError: timeout value must be positive\nTrue\n"
     "ValueError: timeout value must be positive\n"},
};
INTERLEAVE_TABLE(RLockTable, kRows);

void nested() {
  RLock lock("lock");
  Thread other("other", [&] { With with(lock); });
  {
    With outer(lock);
    With inner(lock);
    other.start();
    settle(1);
    lock.acquire();
    lock.release();
  }
  other.join();
}
INTERLEAVE_ON_BOTH(RLock, TellsItsDepth, nested, [](const RunRecord& run) {
  std::string depths;
  for (const auto& [event, text] : run.events) {
    if (event.thread != kMainThread) continue;
    if (event.kind == Kind::acquire || event.kind == Kind::release) {
      depths += std::to_string(event.value);
    }
  }
  EXPECT_EQ(depths, "123210");
  EXPECT_EQ(run.shapes(Kind::acquire, "lock", 1), "blocked resumed");
});

}  // namespace
}  // namespace interleave::testing
