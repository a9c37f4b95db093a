#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Number kTimeout1{.name = "timeout1",
                           .label = "thread1 waits for its second lock",
                           .standard = 0.5,
                           .min = 0,
                           .max = 10,
                           .unit = "s"};
constexpr Number kTimeout2{.name = "timeout2",
                           .label = "thread2 waits for its second lock",
                           .standard = 1.5,
                           .min = 0,
                           .max = 10,
                           .unit = "s"};
constexpr Number kPause{.name = "pause",
                        .label = "Pause between the two locks",
                        .standard = 0.1,
                        .min = 0,
                        .max = 10,
                        .unit = "s"};
constexpr Integer kAttempts{.name = "attempts",
                            .label = "Attempts a thread",
                            .standard = 10,
                            .min = 1,
                            .max = 100,
                            .help = "Then it gives up."};

struct Plan {
  double timeout, pause;
  long attempts;
};

// acquire_both tries for both locks, and lets go of the first when the second does not come.
void acquire_both(Lock& first, Lock& second, const std::string& name, Plan plan) {
  for (long attempt = 1; attempt <= plan.attempts; ++attempt) {
    {
      With with(first);
      sleep(plan.pause);
      if (second.acquire(plan.timeout)) {
        print(format("{} acquire both", name));
        second.release();
        return;
      }
    }
    print(format("{} backs off", name));
  }
  print(format("{} gives up", name));
}

void deadlock_timeout(const Arguments& arguments) {
  const long attempts = arguments[kAttempts];
  const Plan plan1{arguments[kTimeout1], arguments[kPause], attempts};
  const Plan plan2{arguments[kTimeout2], arguments[kPause], attempts};
  Lock lock_a("lock_a");
  Lock lock_b("lock_b");

  Thread devlop("thread1", [&] { acquire_both(lock_a, lock_b, "thread1", plan1); },
                {.name = "devlop"});
  Thread lopment("thread2", [&] { acquire_both(lock_b, lock_a, "thread2", plan2); },
                 {.name = "lopment"});
  devlop.start();
  lopment.start();
  devlop.join();
  lopment.join();
  print("Development");
}

constexpr Demo kDemo{
    .id = "deadlock_timeout",
    .title = "Deadlock avoided: timeouts",
    .chapter = 5,
    .order = 3,
    .teaches =
        "A thread that gives up waiting, lets go of what it holds and tries again cannot be stuck "
        "for "
        "ever. But two that give up at the same moment may meet again and again: a livelock.",
    .look = "The second acquire timing out, the first lock given back, and who gets through.",
    .question = "Why should the two timeouts differ?",
    .notebook =
        "One of the four remedies: acquire with a timeout, and back off when it was in vain. The "
        "notebook names it without code.",
    .parameters = {parameter(kTimeout1), parameter(kTimeout2), parameter(kPause),
                   parameter(kAttempts)},
    .presets = {{"timeouts differ",
                 {{"timeout1", "0.5"}, {"timeout2", "1.5"}, {"pause", "0.1"}, {"attempts", "10"}}},
                {"livelock",
                 {{"timeout1", "0.5"}, {"timeout2", "0.5"}, {"pause", "0.1"}, {"attempts", "10"}}}},
    .expected = {{.values = {{"attempts", "1"}}, .fates = {"finished"}},
                 {.values = {{"timeout2", "0.5"}, {"attempts", "1"}}, .fates = {"finished"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = deadlock_timeout,
};

const Registration registration(kDemo);

}  // namespace

/* python
def acquire_both(first, second, name, timeout):  #= void acquire_both
    for attempt in range(10):  #= for (long attempt
        with first:  #= With with(first)
            time.sleep(0.1)  #= sleep(plan.pause)
            if second.acquire(timeout=timeout):  #= second.acquire(plan
                print(f"{name} acquire both")  #= acquire both"
                second.release()  #= second.release
                return  #= return;
        print(f"{name} backs off")  #= backs off
    print(f"{name} gives up")  #= gives up
*/
