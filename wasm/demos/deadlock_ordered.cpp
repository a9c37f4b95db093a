#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Number kPause{.name = "pause",
                        .label = "Pause between the two locks",
                        .standard = 0,
                        .min = 0,
                        .max = 10,
                        .unit = "s"};

void thread1(Lock& lock_a, Lock& lock_b, double pause) {
  With with_a(lock_a);
  sleep(pause);
  With with_b(lock_b);
  print("thread1 acquire both");
}

void thread2(Lock& lock_a, Lock& lock_b, double pause) {
  With with_a(lock_a);
  sleep(pause);
  With with_b(lock_b);
  print("thread2 acquire both");
}

void deadlock_ordered(const Arguments& arguments) {
  const double pause = arguments[kPause];
  Lock lock_a("lock_a");
  Lock lock_b("lock_b");

  Thread devlop("thread1", [&] { thread1(lock_a, lock_b, pause); }, {.name = "devlop"});
  Thread lopment("thread2", [&] { thread2(lock_a, lock_b, pause); }, {.name = "lopment"});
  devlop.start();
  lopment.start();
  devlop.join();
  lopment.join();
  print("Development");
}

constexpr Demo kDemo{
    .id = "deadlock_ordered",
    .title = "No deadlock: both in the same order",
    .chapter = 5,
    .order = 2,
    .teaches = "When every thread takes the locks in the same order, no cycle of waiting can form.",
    .look = "Whoever has lock_a is the only one that ever asks for lock_b.",
    .question = "The pause between the locks is as long as before. Why does it no longer matter?",
    .parameters = {parameter(kPause)},
    .presets = {{"notebook", {{"pause", "0"}}}},
    .expected = {{.values = {}, .fates = {"finished"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = deadlock_ordered,
};

const Registration registration(kDemo);

}  // namespace
