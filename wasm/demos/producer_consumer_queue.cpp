#include "demo.h"
#include "python/print.h"
#include "python/random.h"
#include "python/threading.h"
#include "python/time.h"
#include "sync/queue.h"

using namespace interleave;

namespace {

constexpr Text kProducer{.name = "producer", .label = "Producer's name", .standard = "Amazon"};
constexpr Text kConsumer{.name = "consumer", .label = "Consumer's name", .standard = "Customer"};
constexpr Integer kItems{.name = "items", .label = "Items", .standard = 10, .min = 1, .max = 200};
constexpr Integer kCapacity{
    .name = "capacity", .label = "Queue's maxsize", .standard = 5, .min = 1, .max = 50};
constexpr Number kProduceMin{.name = "produce_min",
                             .label = "Producer sleeps at least",
                             .standard = 0.1,
                             .min = 0,
                             .max = 10,
                             .unit = "s"};
constexpr Number kProduceMax{.name = "produce_max",
                             .label = "Producer sleeps at most",
                             .standard = 1,
                             .min = 0,
                             .max = 10,
                             .unit = "s"};
constexpr Number kConsumeMin{.name = "consume_min",
                             .label = "Consumer sleeps at least",
                             .standard = 0.1,
                             .min = 0,
                             .max = 10,
                             .help = "Once, after its last item, as in the notebook.",
                             .unit = "s"};
constexpr Number kConsumeMax{.name = "consume_max",
                             .label = "Consumer sleeps at most",
                             .standard = 0.2,
                             .min = 0,
                             .max = 10,
                             .unit = "s"};
constexpr Text kEnd{.name = "end", .label = "Last line", .standard = "All Done"};

// Pause is a range of seconds to sleep for.
struct Pause {
  double min, max;
};

void producer(Queue<std::string>& buffer, const std::string& name, long n_items, Pause pause) {
  for (long i = 0; i < n_items; ++i) {
    const std::string item = format("{}-{}", name, i);
    buffer.put(item);
    print(format("Producer {} produces {} (size={})", name, item, buffer.qsize()));
    sleep(uniform(pause.min, pause.max));
  }
}

void consumer(Queue<std::string>& buffer, const std::string& name, long n_items, Pause pause) {
  for (long i = 0; i < n_items; ++i) {
    const std::string item = buffer.get();
    print(format("consumer {} consumes {} (size={})", name, item, buffer.qsize()));
    buffer.task_done();
  }
  sleep(uniform(pause.min, pause.max));
}

void producer_consumer_queue(const Arguments& arguments) {
  const std::string producer_name = arguments[kProducer];
  const std::string consumer_name = arguments[kConsumer];
  const long items = arguments[kItems];
  const Pause produce{arguments[kProduceMin], arguments[kProduceMax]};
  const Pause consume{arguments[kConsumeMin], arguments[kConsumeMax]};
  Queue<std::string> buffer(static_cast<int>(arguments[kCapacity]), "buffer");

  Thread prod("producer", [&] { producer(buffer, producer_name, items, produce); });
  Thread cons("consumer", [&] { consumer(buffer, consumer_name, items, consume); });
  prod.start(), cons.start();
  prod.join(), cons.join();
  print(arguments[kEnd]);
}

constexpr Demo kDemo{
    .id = "producer_consumer_queue",
    .title = "Producer and consumer, with a Queue",
    .chapter = 6,
    .order = 4,
    .teaches =
        "A queue brings its lock and its waiting with it: put waits for room, get for an item. "
        "What "
        "comes after, the size and the print, is no longer under its lock.",
    .look = "Torn lines, and sizes that were true a moment ago.",
    .question = "Can the producer print size=0 right after it has put an item?",
    .notebook =
        "The same two threads with queue.Queue in the place of deque and Condition: half the code. "
        "The prints are outside any lock now, and the notebook's output has torn lines to show for "
        "it.",
    .parameters = {parameter(kProducer), parameter(kConsumer), parameter(kItems),
                   parameter(kCapacity), parameter(kProduceMin), parameter(kProduceMax),
                   parameter(kConsumeMin), parameter(kConsumeMax), parameter(kEnd)},
    .presets = {{"notebook",
                 {{"producer", "Amazon"},
                  {"consumer", "Customer"},
                  {"items", "10"},
                  {"capacity", "5"},
                  {"produce_min", "0.1"},
                  {"produce_max", "1"},
                  {"consume_min", "0.1"},
                  {"consume_max", "0.2"},
                  {"end", "All Done"}}},
                {"no pauses", {{"produce_min", "0"}, {"produce_max", "0"}, {"capacity", "1"}}}},
    .expected = {{.values = {{"items", "1"}}, .fates = {"finished"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = producer_consumer_queue,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import random
import time
import queue

buffer = queue.Queue(maxsize=5)  #= Queue<std::string> buffer(

def producer(name, n_items):  #= void producer(
    for i in range(n_items):  #= for (long i
        item = f"{name}-{i}"  #= item = format
        buffer.put(item)  #= buffer.put
        print(f"Producer {name} produces {item} (size={buffer.qsize()})")  #= produces {}
        time.sleep(random.uniform(0.1, 1))  #= sleep(uniform

def consumer(name, n_items):  #= void consumer(
    for _ in range(n_items):  #= for (long i@2
        item = buffer.get()  #= buffer.get
        print(f"consumer {name} consumes {item} (size={buffer.qsize()})")  #= consumes {}
        buffer.task_done()  #= buffer.task_done
    time.sleep(random.uniform(0.1, 0.2))  #= sleep(uniform@2

if __name__ == "__main__":
    prod = threading.Thread(target=producer, args=("Amazon", 10))  #= Thread prod
    cons = threading.Thread(target=consumer, args=("Customer", 10))  #= Thread cons
    prod.start() , cons.start()  #= prod.start
    prod.join(), cons.join()  #= prod.join
    print("All Done")  #= print(arguments[kEnd])
*/
