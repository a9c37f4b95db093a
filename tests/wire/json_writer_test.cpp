// What JsonWriter writes is read by nlohmann/json, and is what that writes itself.
#include "wire/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "kernel/random.h"

namespace interleave::testing {
namespace {

using nlohmann::ordered_json;

TEST(JsonWriter, WritesWhatTheLibraryWrites) {
  JsonWriter json;
  json.begin('{').put("ok", true).put("none", nullptr).put("count", 7u).put("below", -3);
  json.put("most", ~std::uint64_t{0}).put("half", 0.5).put("text", "a \"b\" \\ \n\x01 é 🧵");
  json.key("empty").begin('[').end().key("list").begin('[').value(1).value("two").begin('{').end();
  json.end().end();
  const ordered_json expected{{"ok", true},
                              {"none", nullptr},
                              {"count", 7u},
                              {"below", -3},
                              {"most", ~std::uint64_t{0}},
                              {"half", 0.5},
                              {"text", "a \"b\" \\ \n\x01 é 🧵"},
                              {"empty", ordered_json::array()},
                              {"list", ordered_json::array({1, "two", ordered_json::object()})}};
  EXPECT_EQ(ordered_json::parse(json.take()), expected);
}

TEST(JsonWriter, IsReadyAgainOnceItsTextIsTaken) {
  JsonWriter json;
  json.begin('[').value(1);
  json.take();
  EXPECT_EQ(json.begin('[').value(2).end().take(), "[2]");
}

TEST(JsonWriter, NumbersThatJsonDoesNotHaveAreNull) {
  JsonWriter json;
  json.begin('[').value(std::nan("")).value(INFINITY).value(1e300).value(-0.25).end();
  EXPECT_EQ(json.take(), "[null,null,1e+300,-0.25]");
}

TEST(JsonWriter, BytesThatAreNotUtf8AreReplaced) {
  SplitMix64 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes;
    for (std::uint32_t n = random.below(8); n > 0; --n) {
      // Lead bytes and continuation bytes more often than by chance.
      const std::uint32_t low = random.below(2) == 0 ? 0x80 : 0;
      bytes += static_cast<char>(low + random.below(256 - low));
    }
    JsonWriter json;
    const std::string text = json.begin('[').value(bytes).end().take();
    const auto read = ordered_json::parse(text, nullptr, false);
    ASSERT_FALSE(read.is_discarded()) << text;
    // What is valid comes back as it was.
    const std::string library =
        ordered_json(bytes).dump(-1, ' ', false, ordered_json::error_handler_t::ignore);
    std::string kept;
    const std::string got = read[0].get<std::string>();
    for (std::size_t at = 0; at < got.size();) {
      if (got.compare(at, 3, "\xef\xbf\xbd") == 0) {
        at += 3;
      } else {
        kept += got[at++];
      }
    }
    if (bytes.find("\xef\xbf\xbd") == std::string::npos) {
      ASSERT_EQ(ordered_json(kept).dump(), library) << text;
    }
  }
}

}  // namespace
}  // namespace interleave::testing
