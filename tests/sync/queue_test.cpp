#include "sync/queue.h"

#include <memory>

#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"is_first_in_first_out",
     [] {
       Queue<int> queue(2);
       Thread producer("producer", [&] {
         for (int i = 0; i < 5; ++i) queue.put(i);
       });
       producer.start();
       std::string all;
       for (int i = 0; i < 5; ++i) all += to_text(queue.get());
       print(all);
       producer.join();
     },
     "01234\n"},
    {"full_and_empty",
     [] {
       Queue<int> queue(1);
       print(message_of([&] { queue.get_nowait(); }));
       print(message_of([&] { queue.get(0.5); }));
       print(message_of([&] { queue.get(0.0); }));
       queue.put(1);
       print(message_of([&] { queue.put_nowait(2); }));
       print(message_of([&] { queue.put(2, 0.5); }));
       print(to_text(queue.qsize()));
     },
     "_queue.Empty\n_queue.Empty\n_queue.Empty\nqueue.Full\nqueue.Full\n1\n"},
    {"block_and_timeout_as_python_takes_them",
     [] {
       Queue<int> queue(1);
       print(message_of([&] { queue.get(false); }));
       print(message_of([&] { queue.get(false, -1.0); }));  // does not wait, so does not look
       print(message_of([&] { queue.get(true, 0.5); }));
       print(message_of([&] { queue.get(1e100); }));
       queue.put(1, true);
       print(message_of([&] { queue.put(2, false); }));
       print(message_of([&] { queue.put(2, true, 0.5); }));
       print(message_of([&] { queue.put(2, 1e100); }));
       std::string all = to_text(queue.full());
       all += to_text(queue.empty());
       all += to_text(queue.get(1e100));
       print(all);
       print(to_text(queue.full()) + to_text(queue.empty()));
     },
     "_queue.Empty\n_queue.Empty\n_queue.Empty\n"
     "OverflowError: timestamp out of range for platform time_t\nqueue.Full\nqueue.Full\n"
     "OverflowError: timestamp out of range for platform time_t\nTrueFalse1\nFalseTrue\n"},
    {"lifo_gives_out_the_newest",
     [] {
       LifoQueue<int> queue;
       for (int i = 0; i < 4; ++i) queue.put(i);
       std::string all;
       while (!queue.empty()) all += to_text(queue.get());
       print(all);
     },
     "3210\n"},
    {"priority_gives_out_the_lowest",
     [] {
       PriorityQueue<int> queue;
       for (const int item : {5, 3, 8, 1, 9, 2, 7, 1}) queue.put(item);
       std::string all;
       while (!queue.empty()) all += to_text(queue.get());
       print(all);
     },
     "11235789\n"},
    {"priority_among_equals_as_heapq_moves_them",
     [] {
       // What CPython's PriorityQueue gives for these (priority, name) compared by priority alone.
       struct Task {
         int priority;
         char name;
         bool operator<(const Task& other) const { return priority < other.priority; }
       };
       PriorityQueue<Task> queue;
       for (const char* it = "2a1b2c1d1e2f1g2h"; *it != 0; it += 2) queue.put({it[0] - '0', it[1]});
       std::string all;
       while (!queue.empty()) all += queue.get().name;
       print(all);
     },
     "bgdecfha\n"},
    {"all_kinds_count_tasks_and_bounds",
     [] {
       LifoQueue<int> lifo(1);
       PriorityQueue<int> priority(1);
       lifo.put(1), priority.put(1);
       print(message_of([&] { lifo.put_nowait(2); }) + message_of([&] { priority.put(2, 0.5); }));
       lifo.get(), priority.get();
       lifo.task_done(), priority.task_done();
       lifo.join(), priority.join();
       print(message_of([&] { lifo.task_done(); }));
       print(message_of([&] { priority.get(-1.0); }));
     },
     "queue.Fullqueue.Full\nValueError: task_done() called too many times\n"
     "ValueError: 'timeout' must be a non-negative number\n"},
    {"simple_queue",
     [] {
       SimpleQueue<std::string> queue;
       print(message_of([&] { queue.get_nowait(); }));
       print(message_of([&] { queue.get(0.5); }));
       print(message_of([&] { queue.get(-1.0); }));
       queue.put("a"), queue.put("b", false), queue.put("c", true, -1.0);
       std::string all = to_text(queue.qsize());
       for (int i = 0; i < 3; ++i) all += queue.get();
       print(all);
       print(to_text(queue.empty()));
     },
     "_queue.Empty\n_queue.Empty\nValueError: 'timeout' must be a non-negative number\n3abc\n"
     "True\n"},
    {"items_that_cannot_be_copied_or_shown",
     [] {
       struct Opaque {
         std::unique_ptr<int> number;
       };
       Queue<Opaque> queue;
       queue.put({std::make_unique<int>(7)});
       print(to_text(*queue.get().number));
     },
     "7\n"},
    {"an_item_that_cannot_be_compared_leaves_the_queue_usable",
     [] {
       struct Item {
         int value;
         bool operator<(const Item&) const { throw TypeError("'<' not supported"); }
       };
       PriorityQueue<Item> queue;
       queue.put({1});
       print(message_of([&] { queue.put({2}); }));
       print(to_text(queue.qsize()));
     },
     "TypeError: '<' not supported\n1\n"},
    {"negative_timeouts",
     [] {
       Queue<int> one(1), unbounded;
       print(message_of([&] { one.get(-1.0); }));
       print(message_of([&] { one.put(1, -1.0); }));
       print(message_of([&] { unbounded.put(1, -1.0); }));  // never waits, so never looks
     },
     "ValueError: 'timeout' must be a non-negative number\n"
     "ValueError: 'timeout' must be a non-negative number\nnothing\n"},
    {"without_a_bound_put_never_waits",
     [] {
       Queue<int> zero(0), negative(-3);
       for (int i = 0; i < 100; ++i) zero.put_nowait(i), negative.put(i, 0.0);
       print(to_text(zero.qsize() + negative.qsize()));
     },
     "200\n"},
    {"join_waits_for_task_done",
     [] {
       Queue<int> queue;
       queue.put(1), queue.put(2);
       bool done = false;
       Thread worker("worker", [&] {
         for (int i = 0; i < 2; ++i) {
           queue.get();
           if (i == 1) done = true;
           queue.task_done();
         }
       });
       worker.start();
       queue.join();
       print(to_text(done));
       print(message_of([&] { queue.task_done(); }));
       worker.join();
     },
     "True\nValueError: task_done() called too many times\n"},
    {"join_of_an_empty_one_goes_on",
     [] {
       Queue<int> queue;
       queue.join();
       print("on");
     },
     "on\n"},
    {"hands_everything_over_between_many",
     [] {
       Queue<int> queue(2);
       Shared<int> sum(0);
       std::vector<Thread> threads;
       for (int i = 0; i < 3; ++i) {
         threads.emplace_back("producer", [&] {
           for (int n = 1; n <= 20; ++n) queue.put(n);
         });
         threads.emplace_back("consumer", [&] {
           for (int n = 0; n < 20; ++n) {
             sum.fetch_add(queue.get());
             queue.task_done();
           }
         });
       }
       for (Thread& thread : threads) thread.start();
       for (Thread& thread : threads) thread.join();
       queue.join();
       print(to_text(sum.read()));
     },
     "630\n"},
};
INTERLEAVE_TABLE(QueueTable, kRows);

void waits_at_both_ends() {
  Queue<std::string> queue(1, "queue");
  Thread getter("getter", [&] { EXPECT_EQ(queue.get(), "first"); });
  getter.start();
  settle(1);
  queue.put("first");
  getter.join();
  queue.put("second");
  Thread putter("putter", [&] { queue.put("third"); });
  putter.start();
  settle(1);
  EXPECT_EQ(queue.get(), "second");
  putter.join();
  EXPECT_THROW(queue.put("fourth", 0.5), Full);
  EXPECT_THROW(queue.put_nowait("fifth"), Full);
}
INTERLEAVE_ON_BOTH(Queue, TellsItemsSizesAndShapes, waits_at_both_ends, [](const RunRecord& run) {
  EXPECT_EQ(run.shapes(Kind::get, "queue", 1), "blocked resumed");
  EXPECT_EQ(run.shapes(Kind::put, "queue", 2), "blocked resumed");
  EXPECT_EQ(run.shapes(Kind::put, "queue", 0), "done done blocked timed_out failed");
  std::string sizes;
  for (const auto& [event, text] : run.events) {
    if (event.kind != Kind::put && event.kind != Kind::get) continue;
    if (event.shape() == Shape::blocked || text.empty()) continue;
    sizes += text + std::to_string(event.value) + " ";
  }
  // The getter may tell after the second put has begun, but never changes what it took.
  EXPECT_EQ(sizes, "first1 first0 second1 second0 third1 ");
});

}  // namespace
}  // namespace interleave::testing
