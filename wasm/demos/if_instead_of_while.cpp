#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "sync/buffer.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "The consumer checks with",
                         .standard = "if",
                         .choices = {"if", "while"}};

void consumer(Buffer<std::string>& buffer, Condition& changed, bool once) {
  With with(changed);
  if (once) {
    if (buffer.len() == 0) changed.wait();
  } else {
    while (buffer.len() == 0) changed.wait();
  }
  buffer.popleft();
  print("took it");
}

void if_instead_of_while(const Arguments& arguments) {
  const bool once = arguments[kVariant] == "if";
  Buffer<std::string> buffer(2, "buffer");
  Condition changed("changed");

  Thread first("consumer", [&] { consumer(buffer, changed, once); }, {.name = "first"});
  Thread second("consumer", [&] { consumer(buffer, changed, once); }, {.name = "second"});
  Thread producer("producer",
                  [&] {
                    for (const char* item : {"bread", "milk"}) {
                      With with(changed);
                      buffer.append(item);
                      changed.notify_all();
                    }
                  },
                  {.name = "producer"});
  first.start(), second.start(), producer.start();
  first.join(), second.join(), producer.join();
}

constexpr Demo kDemo{
    .id = "if_instead_of_while",
    .title = "Why while, and not if",
    .chapter = 8,
    .order = 5,
    .teaches =
        "Between being woken and having the lock again another thread may come first. Who was "
        "woken must check once more: while, not if.",
    .look = "Two consumers woken by one item: the second finds the buffer empty.",
    .question = "Both consumers wait, one item comes, both are woken. What does the second find?",
    .parameters = {parameter(kVariant)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "if"}}, .fates = {"finished", "exception"}},
                 {.values = {{"variant", "while"}},
                  .fates = {"finished"},
                  .outputs = {"took it\ntook it\n"}}},
    .threads = [](const Arguments&) { return 4u; },
    .body = if_instead_of_while,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
from collections import deque

buffer = deque()
changed = threading.Condition()

def consumer():
    with changed:
        while len(buffer) == 0:     # with `if`, popleft may find nothing
            changed.wait()
        buffer.popleft()
        print("took it")

def producer():
    for item in ["bread", "milk"]:
        with changed:
            buffer.append(item)
            changed.notify_all()

threads = [threading.Thread(target=consumer, name="first"),
           threading.Thread(target=consumer, name="second"),
           threading.Thread(target=producer, name="producer")]
for thread in threads: thread.start()
for thread in threads: thread.join()
*/
