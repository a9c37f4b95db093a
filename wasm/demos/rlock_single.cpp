#include <memory>

#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

void func(RLock& lock) {
  With with(lock);
  print("Got it!");
}

void rlock_single(const Arguments&) {
  const auto lock = std::make_shared<RLock>("lock");
  Thread("func", [lock] { func(*lock); }).start();
}

constexpr Demo kDemo{
    .id = "rlock_single",
    .title = "An RLock, taken once",
    .chapter = 4,
    .order = 4,
    .teaches = "Taken once, an RLock is a lock like any other.",
    .look = "Locks: taken by Thread-1 (func) to depth 1, then free.",
    .question = "Which thread is the last to run here, main or func?",
    .notebook = "The smallest program with an RLock: one thread takes it, prints, and is done.",
    .expected = {{.values = {}, .fates = {"finished"}, .outputs = {"Got it!\n"}}},
    .threads = [](const Arguments&) { return 2u; },
    .body = rlock_single,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
lock = threading.RLock()  #= make_shared<RLock>
def func():  #= void func
    with lock:  #= With with
        print("Got it!")  #= print("Got
threading.Thread(target=func).start()  #= Thread("func"
*/
