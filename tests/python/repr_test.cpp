#include "python/repr.h"

#include <gtest/gtest.h>

#include "support/both_engines.h"

namespace interleave::testing {
namespace {

TEST(Repr, TextsAreQuotedAsPythonQuotesThem) {
  EXPECT_EQ(repr("a"), "'a'");
  EXPECT_EQ(repr("it's"), "\"it's\"");
  EXPECT_EQ(repr("\"it's\""), "'\"it\\'s\"'");
  EXPECT_EQ(repr("a\\b\n\r\t\x01\x7f"), "'a\\\\b\\n\\r\\t\\x01\\x7f'");
  EXPECT_EQ(repr("Zoë 木"), "'Zoë 木'");
  EXPECT_EQ(repr("\xff"
                 "a\xc3"),
            "'\\xffa\\xc3'");
  EXPECT_EQ(list_text(std::vector<std::string>{"a", "b"}), "['a', 'b']");
  EXPECT_EQ(list_text(std::vector<double>{1, 2.5}), "[1.0, 2.5]");
  EXPECT_EQ(list_text(std::vector<int>{}), "[]");
}

TEST(Repr, CharactersAreCodePointsAndBack) {
  const std::string text = "aë木\U0001f600";
  std::string back;
  for (const char32_t code : characters(text)) back += chr(static_cast<long>(code));
  EXPECT_EQ(back, text);
  EXPECT_EQ(characters(text), (std::vector<char32_t>{'a', 0xeb, 0x6728, 0x1f600}));
  EXPECT_EQ(characters("\xff"), (std::vector<char32_t>{0xff}));
  EXPECT_EQ(message_of([] { chr(-1); }), "ValueError: chr() arg not in range(0x110000)");
  EXPECT_EQ(message_of([] { chr(0x110000); }), "ValueError: chr() arg not in range(0x110000)");
  EXPECT_EQ(message_of([] { chr(0xd800); }),
            "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: "
            "surrogates not allowed");
}

}  // namespace
}  // namespace interleave::testing
