#include "kernel/live/ring.h"

#include <gtest/gtest.h>

#include <thread>

namespace interleave::testing {
namespace {

Event numbered(std::uint32_t number) {
  Event event;
  event.kind = Kind::print;
  event.sequence = number;
  return event;
}

TEST(Ring, KeepsOrderAndTextsThroughManyTurns) {
  Ring ring;
  std::string out(8192, '\0');
  for (std::uint32_t i = 0; i < 50'000; ++i) {
    const std::string text(i % 97, static_cast<char>('a' + i % 26));
    ring.push(numbered(i), text);
    Event event;
    ASSERT_TRUE(ring.front(event));
    ASSERT_EQ(event.sequence, i);
    ring.pop(event, out.data());
    ASSERT_EQ(out.substr(0, event.text_size), text);
  }
  Event event;
  EXPECT_FALSE(ring.front(event));
}

TEST(Ring, AFullRingWaitsForTheCollector) {
  Ring ring;
  constexpr std::uint32_t kEvents = 100'000;  // many times what fits
  std::thread pusher([&] {
    for (std::uint32_t i = 0; i < kEvents; ++i) ring.push(numbered(i), "sixteen letters.");
  });
  char out[64];
  for (std::uint32_t next = 0; next < kEvents;) {
    Event event;
    if (!ring.front(event)) {
      std::this_thread::yield();
      continue;
    }
    ASSERT_EQ(event.sequence, next++);
    ring.pop(event, out);
  }
  pusher.join();
}

}  // namespace
}  // namespace interleave::testing
