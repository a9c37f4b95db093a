#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Number kPause{.name = "pause",
                        .label = "Pause with the lock held",
                        .standard = 0,
                        .min = 0,
                        .max = 10,
                        .unit = "s"};

void work(Lock& lock, const std::string& name, double pause) {
  With with(lock);
  sleep(pause);
  print(format("{} acquire both", name));
}

void deadlock_single_lock(const Arguments& arguments) {
  const double pause = arguments[kPause];
  Lock lock("lock");

  Thread devlop("thread1", [&] { work(lock, "thread1", pause); }, {.name = "devlop"});
  Thread lopment("thread2", [&] { work(lock, "thread2", pause); }, {.name = "lopment"});
  devlop.start();
  lopment.start();
  devlop.join();
  lopment.join();
  print("Development");
}

constexpr Demo kDemo{
    .id = "deadlock_single_lock",
    .title = "Deadlock avoided: one lock for both",
    .chapter = 5,
    .order = 4,
    .teaches =
        "With one lock there is no second to wait for, so no cycle. The price: what could have run "
        "side by side now takes turns.",
    .look = "One lock, two threads, and never a wait that is not about to end.",
    .question = "What is lost when one lock guards what two locks guarded before?",
    .notebook =
        "One of the four remedies: a single lock, or coarser ones, is simpler to reason about. The "
        "notebook names it without code.",
    .parameters = {parameter(kPause)},
    .expected = {{.values = {},
                  .fates = {"finished"},
                  .outputs = {"thread1 acquire both\nthread2 acquire both\nDevelopment\n",
                              "thread2 acquire both\nthread1 acquire both\nDevelopment\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = deadlock_single_lock,
};

const Registration registration(kDemo);

}  // namespace

/* python
lock = threading.Lock()  #= Lock lock("lock")

def work(name):  #= void work
    with lock:  #= With with
        time.sleep(0)  #= sleep(pause)
        print(f"{name} acquire both")  #= acquire both"
*/
