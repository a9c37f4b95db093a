#include "support/programs.h"

#include <memory>
#include <vector>

#include "sync/condition.h"
#include "sync/lock.h"
#include "sync/queue.h"
#include "sync/semaphore.h"
#include "sync/shared.h"
#include "sync/together.h"

namespace interleave::testing {
namespace {

std::vector<Body> times(int count, const Body& body) {
  return std::vector<Body>(static_cast<std::size_t>(count), body);
}

}  // namespace

void racy_counter(int threads, int count) {
  Shared<int> x(0, "x");
  together(times(threads, [&] {
    for (int i = 0; i < count; ++i) x.write(x.read() + 1);
  }));
}

void locked_counter(int threads, int count) {
  int x = 0;
  Lock lock("lock");
  together(times(threads, [&] {
    for (int i = 0; i < count; ++i) {
      With with(lock);
      ++x;
    }
  }));
}

void fetch_add(int threads) {
  Shared<int> x(0, "x");
  together(times(threads, [&] { x.fetch_add(1); }));
}

void independent_writes(int threads, int count) {
  std::vector<std::unique_ptr<Shared<int>>> cells;
  std::vector<Body> bodies;
  for (int i = 0; i < threads; ++i) {
    cells.push_back(std::make_unique<Shared<int>>(0, "cell"));
    bodies.push_back([&cell = *cells.back(), count] {
      for (int j = 0; j < count; ++j) cell.write(j);
    });
  }
  together(bodies);
}

void store_buffering() {
  Shared<int> x(0, "x"), y(0, "y");
  together({[&] { x.write(1), y.read(); }, [&] { y.write(1), x.read(); }});
}

void abba() {
  Lock a("a"), b("b");
  together({[&] {
              With first(a);
              With second(b);
            },
            [&] {
              With first(b);
              With second(a);
            }});
}

void philosophers(int count, bool ordered) {
  std::vector<std::unique_ptr<Lock>> forks;
  for (int i = 0; i < count; ++i) forks.push_back(std::make_unique<Lock>("fork"));
  std::vector<Body> bodies;
  for (int i = 0; i < count; ++i) {
    int left = i, right = (i + 1) % count;
    if (ordered && left > right) std::swap(left, right);
    bodies.push_back([&forks, left, right] {
      With first(*forks[static_cast<std::size_t>(left)]);
      With second(*forks[static_cast<std::size_t>(right)]);
    });
  }
  together(bodies);
}

void readers(int count) {
  Shared<int> x(0, "x");
  std::vector<Body> bodies{[&] { x.write(1); }};
  for (int i = 0; i < count; ++i) bodies.push_back([&] { x.read(); });
  together(bodies);
}

void last_zero(int count) {
  std::vector<std::unique_ptr<Shared<int>>> array;
  for (int i = 0; i <= count; ++i) array.push_back(std::make_unique<Shared<int>>(0, "element"));
  std::vector<Body> bodies{[&] {
    for (int i = count; array[static_cast<std::size_t>(i)]->read() != 0;) --i;
  }};
  for (int i = 1; i <= count; ++i) {
    bodies.push_back([&array, at = static_cast<std::size_t>(i)] {
      array[at]->write(array[at - 1]->read() + 1);
    });
  }
  together(bodies);
}

void waiting_consumers(int consumers, bool all) {
  Lock lock("lock");
  Condition changed(lock, "changed");
  bool ready = false;  // only ever used under the lock
  std::vector<Body> bodies = times(consumers, [&] {
    With with(changed);
    while (!ready) changed.wait();
  });
  bodies.push_back([&] {
    With with(changed);
    ready = true;
    all ? changed.notify_all() : changed.notify();
  });
  together(bodies);
}

void lost_wakeup() {
  Lock lock("lock");
  Condition changed(lock, "changed");
  together({[&] {
              With with(changed);
              changed.wait();
            },
            [&] {
              With with(changed);
              changed.notify();
            }});
}

void bounded_buffer(int items) {
  Lock lock("lock");
  Condition not_full(lock, "not full"), not_empty(lock, "not empty");
  int held = 0;
  together({[&] {
              for (int i = 0; i < items; ++i) {
                With with(lock);
                while (held == 1) not_full.wait();
                ++held;
                not_empty.notify();
              }
            },
            [&] {
              for (int i = 0; i < items; ++i) {
                With with(lock);
                while (held == 0) not_empty.wait();
                --held;
                not_full.notify();
              }
            }});
}

void one_condition() {
  Lock lock("lock");
  Condition changed(lock, "changed");
  int held = 0;
  const Body producer = [&] {
    With with(lock);
    while (held == 1) changed.wait();
    ++held;
    changed.notify();
  };
  const Body consumer = [&] {
    With with(lock);
    while (held == 0) changed.wait();
    --held;
    changed.notify();
  };
  together({producer, producer, consumer, consumer});
}

void semaphore_as_lock(int threads) {
  Semaphore semaphore(1, "semaphore");
  together(times(threads, [&] { With with(semaphore); }));
}

void fifo(int items, int capacity) {
  Queue<int> queue(capacity, "queue");
  together({[&] {
              for (int i = 0; i < items; ++i) queue.put(i);
            },
            [&] {
              for (int i = 0; i < items; ++i) queue.get();
            }});
}

void two_queues() {
  Queue<int> a(1, "a"), b(1, "b");
  together({[&] { a.put(1), a.put(2), b.get(); }, [&] { b.put(1), b.put(2), a.get(); }});
}

void check_then_wait() {
  Lock lock("lock");
  Condition changed(lock, "changed");
  Shared<bool> ready(false, "ready");
  together({[&] {
              if (ready.read()) return;
              With with(changed);
              changed.wait();
            },
            [&] {
              ready.write(true);
              With with(changed);
              changed.notify();
            }});
}

}  // namespace interleave::testing
