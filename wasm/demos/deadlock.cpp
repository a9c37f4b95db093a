#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Number kPause{
    .name = "pause",
    .label = "Pause between the two locks",
    .standard = 0,
    .min = 0,
    .max = 10,
    .help = "The notebook calls sleep(0); a longer pause makes the deadlock likely.",
    .unit = "s"};

void thread1(Lock& lock_a, Lock& lock_b, double pause) {
  With with_a(lock_a);
  sleep(pause);
  With with_b(lock_b);
  print("thread1 acquire both");
}

void thread2(Lock& lock_a, Lock& lock_b, double pause) {
  With with_b(lock_b);
  sleep(pause);
  With with_a(lock_a);
  print("thread2 acquire both");
}

void deadlock(const Arguments& arguments) {
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
    .id = "deadlock",
    .title = "Deadlock: two locks in opposite order",
    .chapter = 5,
    .order = 1,
    .teaches = "Each thread holds one lock and waits for the other's: neither can ever go on.",
    .look =
        "The cycle: devlop holds lock_a and waits for lock_b, lopment holds lock_b and waits "
        "for lock_a.",
    .question = "Does the program deadlock every time? What has to happen in between?",
    .notebook =
        "Each of two threads holds a lock and waits for the other's, so neither goes on. The "
        "notebook tells of devlop and lopment in words; its code takes the locks in one order and "
        "does not get stuck. Here the code does what the words say.",
    .parameters = {parameter(kPause)},
    .presets = {{"notebook", {{"pause", "0"}}}, {"likely", {{"pause", "0.5"}}}},
    .expected = {{.values = {}, .fates = {"finished", "deadlock"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = deadlock,
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
    with lock_b:  #= With with_b(lock_b);@2
        time.sleep(0)  #= sleep(pause)@2
        with lock_a:  #= With with_a(lock_a);@2
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
