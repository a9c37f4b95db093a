// LiveClock: program time in a live run.
#pragma once

#include <atomic>
#include <chrono>

#include "kernel/ids.h"

namespace interleave {

// LiveClock runs `scale` times as fast as the machine's steady clock.
class LiveClock {
 public:
  // kCheap tells that a reading costs nanoseconds. In WebAssembly it is a call out to the browser
  // and costs microseconds, so events that change no lane take a coarse reading.
#ifdef __wasm__
  static constexpr bool kCheap = false;
#else
  static constexpr bool kCheap = true;
#endif

  explicit LiveClock(double scale) : scale_(scale), start_(std::chrono::steady_clock::now()) {}

  void restart() {
    start_ = std::chrono::steady_clock::now();
    date_ = std::chrono::system_clock::now();
  }

  // begin_at takes another process's beginning for this one's: they share the machine's clock.
  void begin_at(std::uint64_t nanoseconds, double date) {
    start_ = std::chrono::steady_clock::time_point(
        std::chrono::duration_cast<std::chrono::steady_clock::duration>(
            std::chrono::nanoseconds(nanoseconds)));
    date_ = std::chrono::system_clock::time_point(
        std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::duration<double>(date)));
  }
  std::uint64_t began_at() const {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(start_.time_since_epoch()).count());
  }

  // started_at is the date at which the clock began, in seconds since 1970.
  double started_at() const {
    return std::chrono::duration<double>(date_.time_since_epoch()).count();
  }

  Time now() const {
    const auto real = std::chrono::steady_clock::now() - start_;
    return static_cast<Time>(
        static_cast<double>(std::chrono::duration_cast<std::chrono::nanoseconds>(real).count()) *
        scale_);
  }

  // real is how many nanoseconds of the machine's clock `time` of the program's takes, rounded up.
  std::int64_t real(Time time) const {
    return static_cast<std::int64_t>(static_cast<double>(time) / scale_) + 1;
  }

  // tick keeps a reading for coarse(), which any thread may call.
  void tick() { coarse_.store(now(), std::memory_order_relaxed); }
  Time coarse() const { return coarse_.load(std::memory_order_relaxed); }

 private:
  double scale_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::system_clock::time_point date_ = std::chrono::system_clock::now();
  std::atomic<Time> coarse_ = 0;
};

}  // namespace interleave
