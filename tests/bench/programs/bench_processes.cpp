// Not for the page's list: how soon a process runs, and how fast messages go from one to another.
#include <algorithm>
#include <string>
#include <vector>

#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/time.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr OneOf kWhat{.name = "what",
                      .label = "What",
                      .standard = "start",
                      .choices = {"start", "pipe", "pipe_bytes", "queue", "queue_bytes", "fill"}};
constexpr Integer kMessages{
    .name = "messages", .label = "Messages", .standard = 20'000, .min = 1, .max = 1'000'000};
constexpr Integer kBytes{
    .name = "bytes", .label = "Bytes a message", .standard = 30'000, .min = 1, .max = 1'000'000};
constexpr OneOf kMethod{
    .name = "start", .label = "Start method", .standard = "spawn", .choices = {"fork", "spawn"}};

void tell_time(mp::Queue<double> times) { times.put(perf_counter()); }

template <class End>
void send_all(End& end, long messages, long bytes) {
  if (bytes == 0) {
    for (long i = 0; i < messages; ++i) end.send(i);
  } else {
    const std::string text(static_cast<std::size_t>(bytes), 'x');
    for (long i = 0; i < messages; ++i) end.send(text);
  }
}

void into_pipe(mp::Connection end, long messages, long bytes) { send_all(end, messages, bytes); }

struct QueueEnd {
  mp::Queue<Json>& queue;
  template <class T>
  void send(const T& value) {
    queue.put(Json(value));
  }
};

void into_queue(mp::Queue<Json> queue, long messages, long bytes) {
  QueueEnd end{queue};
  send_all(end, messages, bytes);
}

// start is how long, in seconds, it takes from start() to the first instruction over there.
double start_time() {
  constexpr int kStarts = 9;
  std::vector<double> all;
  mp::Queue<double> times;
  for (int i = 0; i < kStarts; ++i) {
    mp::Process process{Call(tell_time, times)};
    const double before = perf_counter();
    process.start();
    all.push_back(times.get() - before);
    process.join();
  }
  std::sort(all.begin(), all.end());
  return all[kStarts / 2];
}

// The clock runs from the first message on: the start is measured by itself.
double pipe_time(long messages, long bytes) {
  auto [receives, sends] = mp::Pipe(false);
  mp::Process process{Call(into_pipe, sends, messages + 1, bytes)};
  process.start();
  receives.recv_json();
  const double before = perf_counter();
  for (long i = 0; i < messages; ++i) receives.recv_json();
  return perf_counter() - before;
}

double queue_time(long messages, long bytes) {
  mp::Queue<Json> queue;
  mp::Process process{Call(into_queue, queue, messages + 1, bytes)};
  process.start();
  queue.get();
  const double before = perf_counter();
  for (long i = 0; i < messages; ++i) queue.get();
  return perf_counter() - before;
}

void fill_memory() {
  constexpr std::size_t kMuch = 1u << 20;
  std::vector<std::string> all;
  for (;;) all.emplace_back(kMuch, 'x');
}

// filled is the exit code of a process that filled its memory, once another has run after it.
double filled() {
  mp::Process process{Call(fill_memory)};
  process.start();
  process.join();
  start_time();
  return process.exitcode().value_or(0);
}

void bench_processes(const Arguments& arguments) {
  mp::set_start_method(arguments[kMethod]);
  const std::string what = arguments[kWhat];
  const long messages = arguments[kMessages];
  const long bytes = what.ends_with("_bytes") ? arguments[kBytes] : 0;
  double seconds = 0;
  if (what == "start") {
    seconds = start_time();
  } else if (what == "fill") {
    seconds = filled();
  } else if (what.starts_with("pipe")) {
    seconds = pipe_time(messages, bytes);
  } else {
    seconds = queue_time(messages, bytes);
  }
  print(to_text(seconds));
}

constexpr Demo kDemo{
    .id = "bench_processes",
    .title = "Benchmark: processes",
    .chapter = 2,
    .order = 90,
    .teaches = "How fast processes start, and how fast messages pass between them.",
    .look = "Nothing.",
    .question = "",
    .parameters = {parameter(kWhat), parameter(kMessages), parameter(kBytes), parameter(kMethod)},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments&) { return 5u; },
    .body = bench_processes,
};

const Registration registration(kDemo);

}  // namespace
