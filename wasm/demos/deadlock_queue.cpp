#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"
#include "sync/queue.h"

using namespace interleave;

namespace {

constexpr Number kPause{.name = "pause",
                        .label = "Pause with both resources",
                        .standard = 0,
                        .min = 0,
                        .max = 10,
                        .unit = "s"};

// owner alone touches the two resources, so that nobody needs a lock for them.
void owner(Queue<std::string>& requests, int count, double pause) {
  for (int i = 0; i < count; ++i) {
    const std::string name = requests.get();
    sleep(pause);
    print(format("{} acquire both", name));
    requests.task_done();
  }
}

void deadlock_queue(const Arguments& arguments) {
  const double pause = arguments[kPause];
  Queue<std::string> requests(0, "requests");

  Thread both("owner", [&] { owner(requests, 2, pause); }, {.name = "owner"});
  Thread devlop("thread1", [&] { requests.put("thread1"); }, {.name = "devlop"});
  Thread lopment("thread2", [&] { requests.put("thread2"); }, {.name = "lopment"});
  both.start();
  devlop.start();
  lopment.start();
  devlop.join();
  lopment.join();
  requests.join();
  print("Development");
  both.join();
}

constexpr Demo kDemo{
    .id = "deadlock_queue",
    .title = "Deadlock avoided: a queue and an owner",
    .chapter = 5,
    .order = 5,
    .teaches =
        "Who would need several locks can ask their owner instead, through a queue. The queue has "
        "a "
        "lock of its own, but nobody holds it while waiting for another.",
    .look = "The requests in the queue, and the one thread that touches the resources.",
    .question = "Which wait-for edges can there be, and can they close a cycle?",
    .notebook =
        "One of the four remedies: queues, conditions and managers coordinate on a higher level "
        "than "
        "locks. The notebook names it without code.",
    .parameters = {parameter(kPause)},
    .expected = {{.values = {},
                  .fates = {"finished"},
                  .outputs = {"thread1 acquire both\nthread2 acquire both\nDevelopment\n",
                              "thread2 acquire both\nthread1 acquire both\nDevelopment\n"}}},
    .threads = [](const Arguments&) { return 4u; },
    .body = deadlock_queue,
};

const Registration registration(kDemo);

}  // namespace

/* python
requests = queue.Queue()  #= Queue<std::string> requests(

def owner():  #= void owner
    for _ in range(2):  #= for (int i
        name = requests.get()  #= requests.get
        print(f"{name} acquire both")  #= acquire both"
        requests.task_done()  #= requests.task_done

def thread1():
    requests.put("thread1")  #= requests.put("thread1")
*/
