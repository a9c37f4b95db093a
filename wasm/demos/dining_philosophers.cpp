#include <memory>

#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "Variant",
                         .standard = "left first",
                         .choices = {"left first", "lower number first", "one seat free"}};
constexpr Integer kPhilosophers{
    .name = "philosophers", .label = "Philosophers", .standard = 3, .min = 2, .max = 8};

void dining_philosophers(const Arguments& arguments) {
  const std::string variant = arguments[kVariant];
  const auto count = static_cast<std::size_t>(arguments[kPhilosophers]);
  std::vector<std::unique_ptr<Lock>> forks;  // a lock stays where it is
  for (std::size_t i = 0; i < count; ++i) forks.emplace_back(new Lock(format("fork {}", i)));
  Semaphore seats(static_cast<int>(count) - 1, "seats");

  std::vector<Thread> philosophers;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t left = i, right = (i + 1) % count;
    if (variant == "lower number first" && left > right) std::swap(left, right);
    const auto eat = [&forks, left, right] {
      With first(*forks[left]);
      With second(*forks[right]);
    };
    const bool seated = variant == "one seat free";
    philosophers.emplace_back(
        "philosopher",
        [&seats, seated, eat] {
          if (!seated) return eat();
          With seat(seats);
          eat();
        },
        Thread::Options{.name = format("philosopher {}", i)});
  }
  for (Thread& philosopher : philosophers) philosopher.start();
  for (Thread& philosopher : philosophers) philosopher.join();
  print("all have eaten");
}

constexpr Demo kDemo{
    .id = "dining_philosophers",
    .title = "The dining philosophers",
    .chapter = 8,
    .order = 2,
    .teaches =
        "Everybody takes the left fork, everybody waits for the right one: a cycle. An order of "
        "the forks, or one guest fewer at the table, leaves no cycle to form.",
    .look = "The cycle in the wait-for graph; and with an order, who never takes the last fork.",
    .question = "All take the left fork at once. Who can eat now?",
    .parameters = {parameter(kVariant), parameter(kPhilosophers)},
    .presets = {{"five", {{"variant", "left first"}, {"philosophers", "5"}}}},
    .variants = "variant",
    .expected = {{.values = {{"variant", "left first"}},
                  .fates = {"finished", "deadlock"},
                  .outputs = {"all have eaten\n", ""}},
                 {.values = {{"variant", "lower number first"}},
                  .fates = {"finished"},
                  .outputs = {"all have eaten\n"}},
                 {.values = {{"variant", "one seat free"}},
                  .fates = {"finished"},
                  .outputs = {"all have eaten\n"}}},
    .threads = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kPhilosophers]); },
    .body = dining_philosophers,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

count = 3
forks = [threading.Lock() for i in range(count)]

def philosopher(i):
    left, right = i, (i + 1) % count
    if left > right:                    # an order of the forks: no cycle can form
        left, right = right, left
    with forks[left]:
        with forks[right]:
            pass

philosophers = [threading.Thread(target=philosopher, args=(i,)) for i in range(count)]
for thread in philosophers: thread.start()
for thread in philosophers: thread.join()
print("all have eaten")
*/
