#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/time.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr Integer kItems{.name = "items", .label = "Items", .standard = 5, .min = 1, .max = 50};
constexpr Integer kSize{.name = "maxsize",
                        .label = "Room in the queue",
                        .standard = 2,
                        .min = 0,
                        .max = 20,
                        .help = "0 is no bound"};
constexpr Number kPause{
    .name = "pause", .label = "Consumer's pause", .standard = 0.2, .min = 0, .max = 5, .unit = "s"};
constexpr OneOf kMethod{.name = "start",
                        .label = "Start method",
                        .standard = "fork",
                        .choices = {"fork", "spawn"},
                        .help = "fork copies the memory, spawn begins with a fresh one"};

constexpr long kNone = -1;

void producer(mp::Queue<long> queue, long items) {
  for (long item = 0; item < items; ++item) {
    queue.put(item);
    print(format("{} put {}", mp::current_process_name(), item));
  }
  queue.put(kNone);
}

void consumer(mp::Queue<long> queue, double pause) {
  for (;;) {
    const long item = queue.get();
    if (item == kNone) break;
    print(format("{} got {}", mp::current_process_name(), item));
    sleep(pause);
  }
}

void ipc_queue(const Arguments& arguments) {
  mp::set_start_method(arguments[kMethod]);
  mp::Queue<long> queue(static_cast<int>(arguments[kSize]), "queue");
  mp::Process p1(Call(producer, queue, arguments[kItems]), {.name = "Producer"});
  mp::Process p2(Call(consumer, queue, arguments[kPause]), {.name = "Consumer"});
  p1.start();
  p2.start();
  p1.join();
  p2.join();
  print("All Done");
}

constexpr Demo kDemo{
    .id = "ipc_queue",
    .title = "A queue between processes",
    .chapter = 2,
    .order = 4,
    .teaches =
        "Processes share no memory, so what one has for the other is sent: a queue hands over "
        "copies, in order, and makes the faster of the two wait.",
    .look = "The slots of the queue: messages that the one has sent and the other not yet taken.",
    .question = "The consumer is slow. After how many items does the producer have to wait?",
    .notebook =
        "Among the tools for communication between processes the notebook names the queue first: "
        "safe for sending data between processes. What is put into it is pickled and unpickled, so "
        "that both sides have a copy of their own.",
    .parameters = {parameter(kItems), parameter(kSize), parameter(kPause), parameter(kMethod)},
    .expected = {{.values = {{"items", "1"}, {"pause", "0"}},
                  .fates = {"finished"},
                  .outputs = {"Producer put 0\nConsumer got 0\nAll Done\n",
                              "Producer put 0Consumer got 0\n\nAll Done\n",
                              "Consumer got 0\nProducer put 0\nAll Done\n",
                              "Consumer got 0Producer put 0\n\nAll Done\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments&) { return 3u; },
    .body = ipc_queue,
};

const Registration registration(kDemo);

}  // namespace

/* python
import multiprocessing
import time

def producer(queue, items):  #= void producer
    for item in range(items):  #= long item = 0
        queue.put(item)  #= queue.put(item)
        print(f"{multiprocessing.current_process().name} put {item}")  #= put {}
    queue.put(None)  #= queue.put(kNone)

def consumer(queue, pause):  #= void consumer
    while (item := queue.get()) is not None:  #= item = queue.get
        print(f"{multiprocessing.current_process().name} got {item}")  #= got {}
        time.sleep(pause)  #= sleep(pause)

queue = multiprocessing.Queue(2)  #= mp::Queue<long> queue(static
p1 = multiprocessing.Process(target=producer, args=(queue, 5), name="Producer")  #= mp::Process p1
p2 = multiprocessing.Process(target=consumer, args=(queue, 0.2), name="Consumer")  #= mp::Process p2
p1.start()  #= p1.start
p2.start()  #= p2.start
p1.join()  #= p1.join
p2.join()  #= p2.join
print("All Done")  #= All Done
*/
