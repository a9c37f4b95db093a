#include "demo.h"
#include "python/futures.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{
    .name = "variant",
    .label = "The second task",
    .standard = "waits inside the pool",
    .choices = {"waits inside the pool", "is submitted when the first is done"}};
constexpr Integer kWorkers{
    .name = "workers", .label = "Workers", .standard = 1, .min = 1, .max = 4};

void future_executor(const Arguments& arguments) {
  const bool inside = arguments[kVariant] == "waits inside the pool";
  ThreadPoolExecutor pool(static_cast<unsigned>(arguments[kWorkers]));
  if (inside) {
    const Future<int> sum = pool.submit([&pool] {
      const Future<int> part = pool.submit([] { return 20; });
      return part.result() + 1;
    });
    print({"sum:", to_text(sum.result())});
  } else {
    const Future<int> part = pool.submit([] { return 20; });
    const Future<int> sum = pool.submit([value = part.result()] { return value + 1; });
    print({"sum:", to_text(sum.result())});
  }
}

constexpr Demo kDemo{
    .id = "future_executor",
    .title = "A pool that waits for itself",
    .chapter = 8,
    .order = 10,
    .teaches =
        "A task that waits for another task of the same pool holds a worker while it waits. With "
        "one worker there is nobody left to do what it waits for.",
    .look = "The one worker, waiting for a future that only it could fulfil.",
    .question =
        "The pool has one worker, and it waits for work that lies in the queue. Who does it?",
    .parameters = {parameter(kVariant), parameter(kWorkers)},
    .presets = {{"two workers", {{"variant", "waits inside the pool"}, {"workers", "2"}}}},
    .variants = "variant",
    .expected = {{.values = {{"variant", "waits inside the pool"}},
                  .fates = {"deadlock"},
                  .outputs = {""}},
                 {.values = {{"variant", "waits inside the pool"}, {"workers", "2"}},
                  .fates = {"finished"},
                  .outputs = {"sum: 21\n"}},
                 {.values = {{"variant", "is submitted when the first is done"}},
                  .fates = {"finished"},
                  .outputs = {"sum: 21\n"}}},
    .threads = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kWorkers]); },
    .body = future_executor,
};

const Registration registration(kDemo);

}  // namespace

/* python
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=1) as pool:

    def outer():
        part = pool.submit(lambda: 20)
        return part.result() + 1        # nobody is left to do `part`

    print("sum:", pool.submit(outer).result())
*/
