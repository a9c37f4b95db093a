#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Integer kWaiters{
    .name = "waiters", .label = "Waiters", .standard = 6, .min = 1, .max = 30};
constexpr Number kPause{
    .name = "pause", .label = "The setter sleeps", .standard = 2, .min = 0, .max = 10, .unit = "s"};

void waiter(threading::Event& event, long n) {
  print(format("Waiter {} waiting for the event", n));
  event.wait();
  print(format("Waiter {} receive the event", n));
}

void setter(threading::Event& event, double pause) {
  print("\nSetter: setting event:\n");
  sleep(pause);
  event.set();
}

void event_demo(const Arguments& arguments) {
  const long waiters = arguments[kWaiters];
  const double pause = arguments[kPause];
  threading::Event event("event");

  std::vector<Thread> threads;
  for (long i = 1; i <= waiters; ++i) {
    threads.emplace_back("waiter", [&event, i] { waiter(event, i); });
  }
  for (Thread& t : threads) t.start();
  Thread s("setter", [&] { setter(event, pause); });
  s.start();
  for (Thread& t : threads) t.join();
  s.join();
}

constexpr Demo kDemo{
    .id = "event",
    .title = "One event, six waiters",
    .chapter = 6,
    .order = 2,
    .teaches = "An event is a flag to wait for. Setting it wakes everybody, and it stays set.",
    .look = "The six bars that wait, and the one set() that ends them all.",
    .question = "A seventh waiter comes after the event was set. Does it wait?",
    .notebook =
        "Six threads wait for one signal; a seventh gives it after two seconds, once, and all of "
        "them "
        "go on.",
    .parameters = {parameter(kWaiters), parameter(kPause)},
    .presets = {{"notebook", {{"waiters", "6"}, {"pause", "2"}}}},
    .expected = {{.values = {{"waiters", "1"}},
                  .fates = {"finished"},
                  .outputs = {"Waiter 1 waiting for the event\n\nSetter: setting event:\n\n"
                              "Waiter 1 receive the event\n",
                              "\nSetter: setting event:\n\nWaiter 1 waiting for the event\n"
                              "Waiter 1 receive the event\n",
                              "Waiter 1 waiting for the event\nSetter: setting event:\n\n\n"
                              "Waiter 1 receive the event\n",
                              "\nSetter: setting event:\nWaiter 1 waiting for the event\n\n"
                              "Waiter 1 receive the event\n"}}},
    .threads = [](const Arguments& a) { return 2 + static_cast<unsigned>(a[kWaiters]); },
    .body = event_demo,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import time

event = threading.Event()  #= threading::Event event(

def waiter(n):  #= void waiter
    print(f"Waiter {n} waiting for the event")  #= waiting for the event"
    event.wait()  #= event.wait
    print(f"Waiter {n} receive the event")  #= receive the event", n

def setter():  #= void setter
    print("\nSetter: setting event:\n")  #= print("\nSetter
    time.sleep(2)  #= sleep(pause)
    event.set()  #= event.set

if __name__ == "__main__":
    threads = [threading.Thread(target=waiter, args=(i, )) for i in range(1, 7)]  #= emplace_back
    for t in threads: t.start()  #= t.start
    s = threading.Thread(target=setter)  #= Thread s(
    s.start()  #= s.start
    for t in threads: t.join()  #= t.join
    s.join()  #= s.join
*/
