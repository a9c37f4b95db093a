#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "Variant",
                         .standard = "one gate",
                         .choices = {"one gate", "two gates"}};
constexpr Integer kRounds{.name = "rounds", .label = "Rounds", .standard = 2, .min = 1, .max = 5};

// Gate lets all of `parties` threads pass once the last has come.
struct Gate {
  Lock lock{"lock"};
  int inside = 0;  // only ever used under the lock
  Semaphore first{0, "first gate"};
  Semaphore second{1, "second gate"};
};

void wait(Gate& gate, int parties, bool two) {
  {
    With with(gate.lock);
    if (++gate.inside == parties) {
      if (two) gate.second.acquire();
      gate.first.release();
    }
  }
  // Who passes lets the next one through.
  gate.first.acquire();
  gate.first.release();
  {
    With with(gate.lock);
    if (--gate.inside == 0) {
      gate.first.acquire();
      if (two) gate.second.release();
    }
  }
  if (!two) return;
  gate.second.acquire();
  gate.second.release();
}

void runner(Gate& gate, Shared<int>& round, Shared<int>& ahead, long rounds, bool two) {
  constexpr int kParties = 2;
  for (long i = 0; i < rounds; ++i) {
    round.fetch_add(1);
    wait(gate, kParties, two);
    // All have done this round: nobody may have begun the next but one.
    if (round.fetch_add(0) < (i + 1) * kParties) ahead.fetch_add(1);
  }
}

void reusable_barrier(const Arguments& arguments) {
  const bool two = arguments[kVariant] == "two gates";
  const long rounds = arguments[kRounds];
  Gate gate;
  Shared<int> round(0, "steps");
  Shared<int> ahead(0, "ran ahead");
  Thread a("runner", [&] { runner(gate, round, ahead, rounds, two); }, {.name = "a"});
  Thread b("runner", [&] { runner(gate, round, ahead, rounds, two); }, {.name = "b"});
  a.start(), b.start();
  a.join(), b.join();
  print({"ran ahead:", to_text(ahead.fetch_add(0))});
}

constexpr Demo kDemo{
    .id = "reusable_barrier",
    .title = "A barrier that can be used again",
    .chapter = 8,
    .order = 4,
    .teaches =
        "A barrier of one gate works once: a quick thread can come round again before the gate "
        "is shut. A second gate holds everybody until all have left the first.",
    .look = "A thread that passes the first gate twice while the other has not left it.",
    .question = "The gate is open and one thread comes round a second time. What stops it?",
    .parameters = {parameter(kVariant), parameter(kRounds)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "one gate"}},
                  .fates = {"finished"},
                  .outputs = {"ran ahead: 0\n", "ran ahead: 1\n"}},
                 {.values = {{"variant", "two gates"}},
                  .fates = {"finished"},
                  .outputs = {"ran ahead: 0\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = reusable_barrier,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

barrier = threading.Barrier(2)      # Python's is made to be used again

def runner():
    for i in range(2):
        barrier.wait()

a = threading.Thread(target=runner, name="a")
b = threading.Thread(target=runner, name="b")
a.start(); b.start()
a.join(); b.join()
*/
