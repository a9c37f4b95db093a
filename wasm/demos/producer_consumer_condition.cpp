#include "demo.h"
#include "python/print.h"
#include "python/random.h"
#include "python/threading.h"
#include "python/time.h"
#include "sync/buffer.h"

using namespace interleave;

namespace {

constexpr Text kProducer{.name = "producer", .label = "Producer's name", .standard = "Amazon"};
constexpr Text kConsumer{.name = "consumer", .label = "Consumer's name", .standard = "Customer"};
constexpr Integer kItems{.name = "items", .label = "Items", .standard = 10, .min = 1, .max = 200};
constexpr Integer kCapacity{
    .name = "capacity", .label = "Buffer's capacity", .standard = 5, .min = 1, .max = 50};
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

void producer(Buffer<std::string>& buffer, Condition& condition, long capacity,
              const std::string& name, long n_items, Pause pause) {
  for (long i = 0; i < n_items; ++i) {
    const std::string item = format("{}-{}", name, i);
    {
      With with(condition);
      while (buffer.len() >= capacity) {
        condition.wait();
      }
      buffer.append(item);
      print(format("Producer {} produces {} (size={})", name, item, buffer.len()));
      condition.notify_all();
    }
    sleep(uniform(pause.min, pause.max));
  }
}

void consumer(Buffer<std::string>& buffer, Condition& condition, const std::string& name,
              long n_items, Pause pause) {
  for (long i = 0; i < n_items; ++i) {
    {
      With with(condition);
      while (buffer.len() == 0) {
        condition.wait();
      }
      const std::string item = buffer.popleft();
      print(format("consumer {} consumes {} (size={})", name, item, buffer.len()));
      condition.notify_all();
    }
    sleep(uniform(pause.min, pause.max));
  }
}

void producer_consumer_condition(const Arguments& arguments) {
  const std::string producer_name = arguments[kProducer];
  const std::string consumer_name = arguments[kConsumer];
  const long items = arguments[kItems];
  const long capacity = arguments[kCapacity];
  const Pause produce{arguments[kProduceMin], arguments[kProduceMax]};
  const Pause consume{arguments[kConsumeMin], arguments[kConsumeMax]};
  Buffer<std::string> buffer(static_cast<int>(capacity), "buffer");
  Condition condition("condition");

  Thread prod("producer",
              [&] { producer(buffer, condition, capacity, producer_name, items, produce); });
  Thread cons("consumer", [&] { consumer(buffer, condition, consumer_name, items, consume); });
  prod.start(), cons.start();
  prod.join(), cons.join();
  print(arguments[kEnd]);
}

constexpr Demo kDemo{
    .id = "producer_consumer_condition",
    .title = "Producer and consumer, with a Condition",
    .chapter = 6,
    .order = 3,
    .teaches =
        "A condition lets a thread wait for a change: the producer for room, the consumer "
        "for an item. Whoever changes the buffer tells the others.",
    .look =
        "The buffer's slots, and who waits: for room when it is full, for an item when it is "
        "empty.",
    .question = "Which of the two will wait more often with these pauses?",
    .notebook =
        "A condition is a lock with a place to wait. Producer and consumer hold it while they "
        "touch the buffer, wait on it when there is no room or no item, and tell the other "
        "whenever they changed something. The notebook describes the program twice, with other "
        "names and pauses: both are presets here.",
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
                {"description",
                 {{"producer", "P"},
                  {"consumer", "C"},
                  {"items", "10"},
                  {"capacity", "5"},
                  {"produce_min", "0.1"},
                  {"produce_max", "0.4"},
                  {"consume_min", "0.1"},
                  {"consume_max", "0.4"},
                  {"end", "done"}}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = producer_consumer_condition,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import random
import time
from collections import deque

buffer = deque()  #= Buffer<std::string> buffer(
MAX_ITEMS = 5  #= capacity = arguments[kCapacity]
condition = threading.Condition()  #= Condition condition("

def producer(name, n_items):  #= void producer(
    for i in range(n_items):  #= for (long i
        item = f"{name}-{i}"  #= item = format
        with condition:  #= With with
            while len(buffer) >= MAX_ITEMS:  #= buffer.len() >=
                condition.wait()  #= condition.wait
            buffer.append(item)  #= buffer.append
            print(f"Producer {name} produces {item} (size={len(buffer)})")  #= produces {}
            condition.notify_all()  #= notify_all
        time.sleep(random.uniform(0.1, 1))  #= sleep(uniform

def consumer(name, n_items):  #= void consumer(
    for _ in range(n_items):  #= for (long i@2
        with condition:  #= With with@2
            while not buffer:  #= buffer.len() == 0
                condition.wait()  #= condition.wait@2
            item = buffer.popleft()  #= buffer.popleft
            print(f"consumer {name} consumes {item} (size={len(buffer)})")  #= consumes {}
            condition.notify_all()  #= notify_all@2
        time.sleep(random.uniform(0.1, 0.2))  #= sleep(uniform@2

if __name__ == "__main__":
    prod = threading.Thread(target=producer, args=("Amazon", 10))  #= Thread prod
    cons = threading.Thread(target=consumer, args=("Customer", 10))  #= Thread cons
    prod.start() , cons.start()  #= prod.start
    prod.join(), cons.join()  #= prod.join
    print("All Done")  #= print(arguments[kEnd])
*/
