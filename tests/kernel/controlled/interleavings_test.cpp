// How many interleavings small programs have, and where they end: program beside its count. The
// counts are of all interleavings of visible operations under sequential consistency, as brute
// force and the tools of the literature agree on (racy counters: binomial coefficients;
// philosophers and conditions: enumerated by hand-written models).
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "support/runs.h"
#include "sync/condition.h"
#include "sync/lock.h"
#include "sync/queue.h"
#include "sync/semaphore.h"
#include "sync/shared.h"
#include "sync/thread.h"

namespace interleave::testing {
namespace {

using Body = std::function<void()>;

// together starts one thread a body, then joins them all.
void together(const std::vector<Body>& bodies) {
  std::vector<Thread> threads;
  for (const Body& body : bodies) threads.emplace_back("body", body);
  for (Thread& thread : threads) thread.start();
  for (Thread& thread : threads) thread.join();
}

void racy_counter(int threads, int times) {
  Shared<int> x(0, "x");
  together(std::vector<Body>(static_cast<std::size_t>(threads), [&] {
    for (int i = 0; i < times; ++i) x.write(x.read() + 1);
  }));
}

void locked_counter(int threads, int times) {
  Shared<int> x(0, "x");
  Lock lock("lock");
  together(std::vector<Body>(static_cast<std::size_t>(threads), [&] {
    for (int i = 0; i < times; ++i) {
      With with(lock);
      x.write(x.read() + 1);
    }
  }));
}

void fetch_add(int threads) {
  Shared<int> x(0, "x");
  together(std::vector<Body>(static_cast<std::size_t>(threads), [&] { x.fetch_add(1); }));
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

void waiting_consumers(int consumers, bool all) {
  Lock lock("lock");
  Condition changed(lock, "changed");
  bool ready = false;  // only ever used under the lock
  std::vector<Body> bodies(static_cast<std::size_t>(consumers), [&] {
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

void semaphore_as_lock(int threads) {
  Semaphore semaphore(1, "semaphore");
  together(std::vector<Body>(static_cast<std::size_t>(threads), [&] { With with(semaphore); }));
}

void fifo(int capacity) {
  Queue<int> queue(capacity, "queue");
  together({[&] {
              for (int i = 0; i < 3; ++i) queue.put(i);
            },
            [&] {
              for (int i = 0; i < 3; ++i) queue.get();
            }});
}

void two_queues() {
  Queue<int> a(1, "a"), b(1, "b");
  together({[&] { a.put(1), a.put(2), b.get(); }, [&] { b.put(1), b.put(2), a.get(); }});
}

struct Row {
  const char* name;
  Program program;
  int interleavings;
  bool may_deadlock;
};

const Row kRows[] = {
    {"racy_2x1", [] { racy_counter(2, 1); }, 6, false},
    {"racy_2x2", [] { racy_counter(2, 2); }, 70, false},
    {"racy_2x3", [] { racy_counter(2, 3); }, 924, false},
    {"racy_2x4", [] { racy_counter(2, 4); }, 12870, false},
    {"racy_3x1", [] { racy_counter(3, 1); }, 90, false},
    {"racy_3x2", [] { racy_counter(3, 2); }, 34650, false},
    {"fetch_add_3x1", [] { fetch_add(3); }, 6, false},
    {"fetch_add_5x1", [] { fetch_add(5); }, 120, false},
    {"mutex_2x5", [] { locked_counter(2, 5); }, 252, false},
    {"mutex_4x2", [] { locked_counter(4, 2); }, 2520, false},
    {"store_buffering", store_buffering, 6, false},
    {"abba", abba, 6, true},
    {"philosophers_naive_3", [] { philosophers(3, false); }, 168, true},
    {"philosophers_ordered_3", [] { philosophers(3, true); }, 142, false},
    {"philosophers_ordered_4", [] { philosophers(4, true); }, 64000, false},
    {"philosophers_naive_4", [] { philosophers(4, false); }, 98184, true},
    {"notify_all_2", [] { waiting_consumers(2, true); }, 10, false},
    {"notify_one_2", [] { waiting_consumers(2, false); }, 10, true},
    {"lost_wakeup", lost_wakeup, 2, true},
    {"bounded_buffer_2", [] { bounded_buffer(2); }, 8, false},
    {"semaphore_as_lock_3", [] { semaphore_as_lock(3); }, 6, false},
    {"fifo_capacity_2", [] { fifo(2); }, 4, false},
    {"fifo_capacity_10", [] { fifo(10); }, 5, false},
    {"two_queues_of_1", two_queues, 2, true},
};

class Interleavings : public ::testing::TestWithParam<Row> {};

TEST_P(Interleavings, AreAsManyAsTheLiteratureCounts) {
  int deadlocks = 0;
  const int count = for_each_schedule(
      GetParam().program,
      [&](const RunRecord& run) {
        if (run.fate == Fate::deadlock)
          ++deadlocks;
        else
          ASSERT_EQ(run.fate, Fate::finished) << run.sentence;
      },
      Count::together);
  EXPECT_EQ(count, GetParam().interleavings);
  EXPECT_EQ(deadlocks > 0, GetParam().may_deadlock);
}

INSTANTIATE_TEST_SUITE_P(Table, Interleavings, ::testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

int last_value(const RunRecord& run) {
  int value = 0;
  for (const Told& told : run.events) {
    if (told.event.kind == Kind::write) value = static_cast<int>(told.event.value);
  }
  return value;
}

TEST(Interleavings, ARacyCounterReachesExactlyTheseValues) {
  std::set<int> once, twice;
  for_each_schedule([] { racy_counter(2, 1); },
                    [&](const RunRecord& r) { once.insert(last_value(r)); });
  for_each_schedule([] { racy_counter(2, 2); },
                    [&](const RunRecord& r) { twice.insert(last_value(r)); }, Count::together);
  EXPECT_EQ(once, (std::set<int>{1, 2}));
  EXPECT_EQ(twice, (std::set<int>{2, 3, 4}));
}

TEST(Interleavings, ALockedCounterLosesNothingEver) {
  for_each_schedule([] { locked_counter(2, 2); },
                    [](const RunRecord& run) { ASSERT_EQ(last_value(run), 4); });
}

}  // namespace
}  // namespace interleave::testing
