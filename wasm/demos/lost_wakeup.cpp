#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{
    .name = "variant",
    .label = "Variant",
    .standard = "wait at once",
    .choices = {"wait at once", "check without the lock", "check under the lock"}};

void waiter(Condition& changed, Shared<bool>& ready, const std::string& variant) {
  if (variant == "wait at once") {
    With with(changed);
    changed.wait();
  } else if (variant == "check without the lock") {
    if (!ready.read()) {
      With with(changed);
      changed.wait();
    }
  } else {
    With with(changed);
    while (!ready.read()) changed.wait();
  }
  print("went on");
}

void lost_wakeup(const Arguments& arguments) {
  const std::string variant = arguments[kVariant];
  Lock lock("lock");
  Condition changed(lock, "changed");
  Shared<bool> ready(false, "ready");

  Thread waits("waiter", [&] { waiter(changed, ready, variant); }, {.name = "waiter"});
  Thread tells("teller",
               [&] {
                 if (variant == "check under the lock") {
                   With with(changed);
                   ready.write(true);
                   changed.notify();
                 } else {
                   ready.write(true);
                   With with(changed);
                   changed.notify();
                 }
               },
               {.name = "teller"});
  waits.start(), tells.start();
  waits.join(), tells.join();
}

constexpr Demo kDemo{
    .id = "lost_wakeup",
    .title = "The wake-up that came too early",
    .chapter = 8,
    .order = 6,
    .teaches =
        "A notification wakes who waits now; it is not kept for who waits later. So what one "
        "waits for must be a fact that is checked under the lock, before waiting.",
    .look = "The notify with nobody waiting, and the wait that comes after it.",
    .question = "If notify comes before wait, who will ever wake the waiter?",
    .parameters = {parameter(kVariant)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "wait at once"}}, .fates = {"finished", "deadlock"}},
                 {.values = {{"variant", "check without the lock"}},
                  .fates = {"finished", "deadlock"},
                  .races = true},
                 {.values = {{"variant", "check under the lock"}},
                  .fates = {"finished"},
                  .outputs = {"went on\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = lost_wakeup,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

lock = threading.Lock()
changed = threading.Condition(lock)
ready = False

def waiter():
    with changed:
        while not ready:        # without the check, an early notify is lost
            changed.wait()
    print("went on")

def teller():
    global ready
    with changed:
        ready = True
        changed.notify()

waits = threading.Thread(target=waiter, name="waiter")
tells = threading.Thread(target=teller, name="teller")
waits.start(); tells.start()
waits.join(); tells.join()
*/
