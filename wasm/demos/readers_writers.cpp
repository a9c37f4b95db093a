#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{
    .name = "variant",
    .label = "Variant",
    .standard = "no lock",
    .choices = {"no lock", "readers count without a lock", "the first reader locks the room"}};
constexpr Integer kReaders{
    .name = "readers", .label = "Readers", .standard = 2, .min = 1, .max = 6};

// Library is two numbers that only agree when no writer is at work, and what guards them.
struct Library {
  Shared<int> left{0, "left"}, right{0, "right"};
  Shared<int> readers{0, "readers"};
  Semaphore room{1, "room"};
  Lock counting{"counting"};
};

void read(Library& library, Shared<int>& torn) {
  if (library.left.read() != library.right.read()) torn.fetch_add(1);
}

void reader(Library& library, Shared<int>& torn, const std::string& variant) {
  if (variant == "no lock") return read(library, torn);
  const bool guarded = variant == "the first reader locks the room";
  const auto change = [&](int by) {
    if (guarded) library.counting.acquire();
    const int count = library.readers.read() + by;
    library.readers.write(count);
    if (by > 0 && count == 1) library.room.acquire();
    if (by < 0 && count == 0) library.room.release();
    if (guarded) library.counting.release();
  };
  change(+1);
  read(library, torn);
  change(-1);
}

void writer(Library& library, const std::string& variant) {
  const bool locks = variant != "no lock";
  if (locks) library.room.acquire();
  library.left.write(1);
  library.right.write(1);
  if (locks) library.room.release();
}

void readers_writers(const Arguments& arguments) {
  const std::string variant = arguments[kVariant];
  Library library;
  Shared<int> torn(0, "torn");
  std::vector<Thread> threads;
  for (long i = 0; i < arguments[kReaders]; ++i) {
    threads.emplace_back("reader", [&] { reader(library, torn, variant); });
  }
  threads.emplace_back("writer", [&] { writer(library, variant); });
  for (Thread& thread : threads) thread.start();
  for (Thread& thread : threads) thread.join();
  print({"torn reads:", to_text(torn.read())});
}

constexpr Demo kDemo{
    .id = "readers_writers",
    .title = "Readers and writers",
    .chapter = 8,
    .order = 1,
    .teaches =
        "Readers may be many, a writer must be alone. The first reader locks the room for all, "
        "the last gives it back; the number of readers is itself shared, and needs a lock.",
    .look = "A reader between the writer's two writes; then two readers that both count to one.",
    .question = "Why does the number of readers need a lock of its own?",
    .parameters = {parameter(kVariant), parameter(kReaders)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "no lock"}},
                  .fates = {"finished"},
                  .outputs = {"torn reads: 0\n", "torn reads: 1\n", "torn reads: 2\n"},
                  .races = true},
                 {.values = {{"variant", "readers count without a lock"}},
                  .fates = {"finished", "deadlock"},
                  .races = true},
                 {.values = {{"variant", "the first reader locks the room"}},
                  .fates = {"finished"},
                  .outputs = {"torn reads: 0\n"}}},
    .threads = [](const Arguments& a) { return 2 + static_cast<unsigned>(a[kReaders]); },
    .body = readers_writers,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

readers = 0
room = threading.Semaphore(1)
counting = threading.Lock()
left = right = 0

def reader():
    global readers
    with counting:
        readers += 1
        if readers == 1:
            room.acquire()      # the first one in locks the room for all
    if left != right:
        print("torn")
    with counting:
        readers -= 1
        if readers == 0:
            room.release()      # the last one out gives it back

def writer():
    global left, right
    with room:
        left = 1
        right = 1
*/
