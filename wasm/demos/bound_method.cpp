#include <functional>
#include <memory>

#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

class Counter {
 public:
  Counter() { print(to_text(x_.read())); }

  void increment() {
    x_.write(x_.read() + 1);
    print(to_text(x_.read()));
  }

 private:
  Shared<int> x_{0, "c.x"};
};

void bound_method(const Arguments&) {
  const auto c = std::make_shared<Counter>();
  const std::function<void()> bound = [c] { c->increment(); };
  const std::function<void(Counter&)> unbound = &Counter::increment;
  Thread("increment", bound).start();
  Thread("increment", [=] { unbound(*c); }).start();
}

constexpr Demo kDemo{
    .id = "bound_method",
    .title = "Two threads, one object",
    .chapter = 1,
    .order = 5,
    .teaches =
        "A bound method carries its object, an unbound one is given it: either way both threads "
        "work "
        "on the same counter.",
    .look = "Shared values: c.x is one value, and two threads write it.",
    .question = "Mostly it prints 0, 1, 2. What else can it print?",
    .notebook =
        "An object's method can be a thread's target, with the object in it or as its argument. "
        "The "
        "output shows that there is one object: the second thread goes on where the first one "
        "stopped.",
    .expected = {{.values = {},
                  .fates = {"finished"},
                  .outputs = {"0\n1\n2\n", "0\n2\n2\n", "0\n1\n1\n", "0\n12\n\n", "0\n21\n\n",
                              "0\n2\n1\n", "0\n11\n\n", "0\n22\n\n"},
                  .races = true}},
    .threads = [](const Arguments&) { return 3u; },
    .body = bound_method,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
class Counter:  #= class Counter
    def __init__(self):  #= Counter()
        self.x = 0  #= Shared<int> x_
        print(self.x)

    def increment(self):  #= void increment
        self.x += 1  #= x_.write
        print(self.x)  #= print(to_text(x_.read()));@2

c = Counter()  #= make_shared
threading.Thread(target=c.increment).start()  #= bound).start
threading.Thread(target=Counter.increment, args=(c,)).start()  #= unbound(*c)
*/
