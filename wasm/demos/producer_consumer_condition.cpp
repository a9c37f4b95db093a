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
