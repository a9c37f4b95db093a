#include "kernel/trace.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace interleave {
namespace {

TEST(Trace, RecordIsFortyBytesAndItsTextIsPaddedToEight) {
  struct Row {
    std::size_t text, record;
  };
  for (const auto& [text, record] :
       std::vector<Row>{{0, 40}, {1, 48}, {7, 48}, {8, 48}, {9, 56}, {16, 56}, {4096, 4136}}) {
    EXPECT_EQ(record_size(text), record) << text;
  }
}

TEST(Trace, FieldsStandWhereTheWireFormatSays) {
  Trace trace;
  trace.append(Event{});
  Event event;
  event.thread = 0x0102;
  event.kind = Kind::put;
  event.flags = 0x0a;
  event.object = 0x03040506;
  event.line = 0x0708;
  event.other = 0x090a;
  event.time = 0x0b0c0d0e0f101112;
  event.value = -2;
  trace.append(event, "abc");
  const auto& bytes = trace.bytes();
  ASSERT_EQ(bytes.size(), 40u + 48u);
  const std::vector<unsigned> expected = {
      1,    0,    0,    0,    0x02, 0x01, 13,   0x0a,  // sequence thread kind flags
      0x06, 0x05, 0x04, 0x03, 0x08, 0x07, 0x0a, 0x09,  // object line other
      0x12, 0x11, 0x10, 0x0f, 0x0e, 0x0d, 0x0c, 0x0b,  // time
      0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  // value
      3,    0,    0,    0,    0,    0,    0,    0,
      'a',  'b',  'c',  0,    0,    0,    0,    0};  // text_size reserved text
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(std::to_integer<unsigned>(bytes[40 + i]), expected[i]) << "byte " << i;
  }
}

TEST(Trace, PaddingIsZeroAlsoWhereOtherBytesLayBefore) {
  Trace trace;
  trace.append(Event{}, std::string(64, '\xff'));
  trace.clear();
  trace.append(Event{}, "x");
  for (std::size_t i = 41; i < 48; ++i) EXPECT_EQ(trace.bytes()[i], std::byte{0}) << i;
}

TEST(Trace, ForEachGivesBackWhatWasAppended) {
  const std::vector<std::string> texts = {"",
                                          "a",
                                          "exactly8",
                                          "nine char",
                                          std::string(1000, 'z'),
                                          std::string("nul\0inside", 10),
                                          "\xc3\xa9\xe2\x82\xac"};
  Trace trace;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Event event;
    event.value = static_cast<std::int64_t>(i) - 3;
    trace.append(event, texts[i]);
  }
  EXPECT_EQ(trace.count(), texts.size());
  std::size_t at = 0;
  trace.for_each([&](const Event& event, std::string_view text) {
    EXPECT_EQ(event.sequence, at);
    EXPECT_EQ(event.value, static_cast<std::int64_t>(at) - 3);
    EXPECT_EQ(text, texts.at(at));
    ++at;
  });
  EXPECT_EQ(at, texts.size());
}

TEST(Trace, ClearBeginsAnewAtSequenceZero) {
  Trace trace;
  trace.append(Event{});
  trace.append(Event{});
  trace.clear();
  trace.append(Event{});
  trace.for_each([](const Event& event, std::string_view) { EXPECT_EQ(event.sequence, 0u); });
  EXPECT_EQ(trace.count(), 1u);
}

TEST(Trace, ShapeIsTheLowBitsOfTheFlags) {
  for (unsigned shape = 0; shape < 5; ++shape) {
    Event event;
    event.flags = static_cast<std::uint8_t>(shape | kPreemption | kValueIsBool);
    EXPECT_EQ(event.shape(), static_cast<Shape>(shape));
  }
}

// The numbers stand in links, traces and the page: they are for ever.
TEST(Trace, KindNumbersAreFixed) {
  const std::vector<std::string> names = {
      "step",   "object", "start", "begin",  "end",      "join", "acquire",   "release", "wait",
      "notify", "wake",   "set",   "clear",  "put",      "get",  "task_done", "read",    "write",
      "update", "sleep",  "print", "random", "deadlock", "edge", "finish"};
  std::vector<std::string> rows;
#define EVENT(name, done, blocked, resumed, timed_out, failed) rows.emplace_back(#name);
#include "kernel/event.def"
#undef EVENT
  ASSERT_GE(rows.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(rows[i], names[i]) << "row " << i;
  EXPECT_EQ(kKindCount, rows.size());
  EXPECT_EQ(static_cast<int>(Kind::finish), 24);
}

TEST(Trace, ObjectTypeNumbersAreFixed) {
  EXPECT_EQ(static_cast<int>(ObjectType::lock), 0);
  EXPECT_EQ(static_cast<int>(ObjectType::rlock), 1);
  EXPECT_EQ(static_cast<int>(ObjectType::condition), 2);
  EXPECT_EQ(static_cast<int>(ObjectType::semaphore), 3);
  EXPECT_EQ(static_cast<int>(ObjectType::event), 4);
  EXPECT_EQ(static_cast<int>(ObjectType::queue), 5);
  EXPECT_EQ(static_cast<int>(ObjectType::shared), 6);
  EXPECT_EQ(static_cast<int>(ObjectType::buffer), 7);
}

}  // namespace
}  // namespace interleave
