// Not for the page's list: programs whose exploration others have timed.
#include "demo.h"
#include "python/threading.h"
#include "sync/together.h"

using namespace interleave;

namespace {

constexpr OneOf kProgram{.name = "program",
                         .label = "Program",
                         .standard = "racy",
                         .choices = {"racy", "locks", "last zero", "philosophers"}};
constexpr Integer kThreads{
    .name = "threads", .label = "Threads", .standard = 2, .min = 1, .max = 16};
constexpr Integer kTimes{.name = "times", .label = "Times", .standard = 3, .min = 1, .max = 1000};

using Bodies = std::vector<std::function<void()>>;

// Every thread reads and writes one counter.
void racy(long threads, long times) {
  Shared<long> counter(0, "counter");
  together(Bodies(static_cast<std::size_t>(threads), [&] {
    for (long i = 0; i < times; ++i) counter.write(counter.read() + 1);
  }));
}

// Every thread takes and gives back a lock of its own, and one of everybody's at the end.
void locks(long threads, long times) {
  Lock shared("shared");
  Bodies bodies;
  for (long thread = 0; thread < threads; ++thread) {
    bodies.push_back([&shared, times] {
      Lock own("own");
      for (long i = 0; i < times; ++i) const With with(own);
      const With with(shared);
    });
  }
  together(bodies);
}

// Threads 1 to n: a[i] = a[i - 1] + 1. Thread 0 looks for the last element that is 0.
void last_zero(long count) {
  std::vector<std::unique_ptr<Shared<long>>> a;
  for (long i = 0; i <= count; ++i) a.emplace_back(new Shared<long>(0, "a"));
  Bodies bodies{[&a, count] {
    auto i = static_cast<std::size_t>(count);
    while (a[i]->read() != 0) --i;
  }};
  for (std::size_t i = 1; i <= static_cast<std::size_t>(count); ++i) {
    bodies.push_back([&a, i] { a[i]->write(a[i - 1]->read() + 1); });
  }
  together(bodies);
}

// Every philosopher takes the left fork, then the right one.
void philosophers(long count) {
  std::vector<std::unique_ptr<Lock>> forks;
  for (long i = 0; i < count; ++i) forks.emplace_back(new Lock("fork"));
  Bodies bodies;
  for (std::size_t i = 0; i < forks.size(); ++i) {
    bodies.push_back([&forks, i] {
      const With left(*forks[i]);
      const With right(*forks[(i + 1) % forks.size()]);
    });
  }
  together(bodies);
}

void body(const Arguments& arguments) {
  const std::string program = arguments[kProgram];
  const long threads = arguments[kThreads];
  if (program == "racy") return racy(threads, arguments[kTimes]);
  if (program == "locks") return locks(threads, arguments[kTimes]);
  if (program == "last zero") return last_zero(threads);
  philosophers(threads);
}

constexpr Demo kDemo{
    .id = "bench_explore",
    .title = "Benchmark: programs to explore",
    .chapter = 4,
    .order = 91,
    .teaches = "How many executions a second an exploration makes.",
    .look = "Nothing.",
    .question = "",
    .parameters = {parameter(kProgram), parameter(kThreads), parameter(kTimes)},
    .presets = {},
    .threads = [](const Arguments& a) { return 2 + static_cast<unsigned>(a[kThreads]); },
    .body = body,
};

const Registration registration(kDemo);

}  // namespace
