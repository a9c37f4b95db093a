// Not for the page's list: two threads that do nothing but make events, as fast as they can.
#include "demo.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr Integer kThreads{
    .name = "threads", .label = "Threads", .standard = 2, .min = 1, .max = 8};
constexpr Integer kEvents{.name = "events",
                          .label = "Events a thread",
                          .standard = 1'000'000,
                          .min = 1,
                          .max = 4'000'000};

// Each thread has a value of its own: what is measured is the way to the page, not the contention.
void flood(const Arguments& arguments) {
  const long n_threads = arguments[kThreads];
  const long events = arguments[kEvents];
  std::vector<std::unique_ptr<Shared<int>>> values;
  std::vector<Thread> threads;
  for (long i = 0; i < n_threads; ++i) {
    values.push_back(std::make_unique<Shared<int>>(0));
    threads.emplace_back("flood", [&value = *values.back(), events] {
      for (long n = 0; n < events; ++n) value.read();
    });
  }
  for (Thread& thread : threads) thread.start();
  for (Thread& thread : threads) thread.join();
}

constexpr Demo kDemo{
    .id = "bench_flood",
    .title = "Benchmark: a flood of events",
    .chapter = 4,
    .order = 90,
    .teaches = "How many events a second reach the page.",
    .look = "Nothing.",
    .question = "",
    .parameters = {parameter(kThreads), parameter(kEvents)},
    .presets = {},
    .threads =
        [](const Arguments& arguments) { return 1 + static_cast<unsigned>(arguments[kThreads]); },
    .body = flood,
};

const Registration registration(kDemo);

}  // namespace
