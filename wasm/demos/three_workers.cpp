#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Integer kWorkers{
    .name = "workers", .label = "Workers", .standard = 3, .min = 1, .max = 32};
constexpr Number kPause{
    .name = "pause", .label = "Pause", .standard = 1, .min = 0, .max = 10, .unit = "s"};

void worker(double pause) {
  print("Working...");
  sleep(pause);
  print("Done");
}

void three_workers(const Arguments& arguments) {
  const double pause = arguments[kPause];
  for (long i = 0; i < arguments[kWorkers]; ++i) {
    Thread("worker", [=] { worker(pause); }).start();
  }
}

constexpr Demo kDemo{
    .id = "three_workers",
    .title = "Nobody joins",
    .chapter = 1,
    .order = 4,
    .teaches =
        "The main thread may end first: a program is over when its last thread is. Threads without "
        "a name get one, from their number and their function.",
    .look = "Where main's lane ends, and the names Thread-1 (worker), Thread-2 (worker), ...",
    .question = "Main does not wait for the workers. Is their Done printed all the same?",
    .notebook =
        "Three threads are started in a loop and forgotten: nothing holds a reference to them, and "
        "nothing joins them. They run to their end nevertheless.",
    .parameters = {parameter(kWorkers), parameter(kPause)},
    .presets = {{"notebook", {{"workers", "3"}, {"pause", "1"}}}},
    .expected = {{.values = {{"workers", "1"}},
                  .fates = {"finished"},
                  .outputs = {"Working...\nDone\n"}}},
    .threads = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kWorkers]); },
    .body = three_workers,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
def worker():  #= void worker
    import time
    print("Working...")  #= print("Working
    time.sleep(1)  #= sleep(pause)
    print("Done")  #= print("Done")

for _ in range(3):  #= for (long i
    threading.Thread(target=worker).start()  #= Thread("worker"
*/
