#include "process/pickle.h"

#include <gtest/gtest.h>

#include <string>

namespace interleave::testing {
namespace {

// A text is written and read without a look at each character where that is the same; it must be.
TEST(Pickle, TextsAreWrittenAsJsonWritesThem) {
  std::string all;
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  std::vector<std::string> texts = {
      "",       "plain", "\"", "\\", "a\\\"b", "\x7f", "gr\u00fc\u00df", "\u6728\U0001F600",
      "[1, 2]", all};
  for (int c = 0; c < 0x80; ++c) texts.push_back("around " + std::string(1, char(c)) + " it");
  texts.push_back(std::string(100'000, 'x'));
  for (const std::string& text : texts) {
    const std::string bytes = dump(Json(text));
    EXPECT_EQ(bytes, Json(text).dump());
    EXPECT_EQ(load(bytes), Json(text));
  }
}

TEST(Pickle, OtherValuesComeBackToo) {
  for (const Json& value :
       {Json(), Json(true), Json(-1), Json(0.5), Json(""), Json::array({1, "\"", nullptr}),
        Json::object({{"a", Json::array({1})}})}) {
    EXPECT_EQ(load(dump(value)), value);
  }
}

}  // namespace
}  // namespace interleave::testing
