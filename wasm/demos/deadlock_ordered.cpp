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
    .notebook =
        "The first of the notebook's remedies, and what its code does: whoever needs both locks "
        "takes them in one order that everybody keeps to.",
    .parameters = {parameter(kPause)},
    .presets = {{"notebook", {{"pause", "0"}}}},
    .expected = {{.values = {}, .fates = {"finished"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = deadlock_ordered,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import time

lock_a = threading.Lock()  #= Lock lock_a(
lock_b = threading.Lock()  #= Lock lock_b(

def thread1():  #= void thread1
    with lock_a:  #= With with_a
        time.sleep(0)  #= sleep(pause)
        with lock_b:  #= With with_b
            print("thread1 acquire both")  #= print("thread1

def thread2():  #= void thread2
    with lock_a:  #= With with_a(lock_a);@2
        time.sleep(0)  #= sleep(pause)@2
        with lock_b:  #= With with_b(lock_b);@2
            print("thread2 acquire both")  #= print("thread2

if __name__ == "__main__":
    devlop = threading.Thread(target=thread1)  #= Thread devlop
    lopment = threading.Thread(target=thread2)  #= Thread lopment
    devlop.start()  #= devlop.start
    lopment.start()  #= lopment.start
    devlop.join()  #= devlop.join
    lopment.join()  #= lopment.join
    print("Development")  #= print("Development
*/
