#include "wire/query.h"

#include <gtest/gtest.h>

namespace interleave::testing {
namespace {

TEST(Query, NamesAndValuesAreDecoded) {
  using Values = std::map<std::string, std::string>;
  EXPECT_EQ(read_query("a=1&b=x%20y+z&c=%C3%a9"), (Values{{"a", "1"}, {"b", "x y z"}, {"c", "é"}}));
  EXPECT_EQ(read_query(""), Values{});
  EXPECT_EQ(read_query("alone&=nameless&&a=1&a=2"),
            (Values{{"", "nameless"}, {"a", "2"}, {"alone", ""}}));
}

TEST(Query, WhatIsNoEscapeStandsForItself) {
  EXPECT_EQ(decoded("100%"), "100%");
  EXPECT_EQ(decoded("%4"), "%4");
  EXPECT_EQ(decoded("%zz%41"), "%zzA");
}

TEST(Query, EveryByteComesBack) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(decoded(encoded(all)), all);
  EXPECT_EQ(read_query("a=" + encoded(all)).at("a"), all);
}

TEST(Query, WholeNumbersHaveBounds) {
  EXPECT_EQ(parse_whole<unsigned>("7", 1, 9), 7u);
  EXPECT_FALSE(parse_whole<unsigned>("10", 1, 9));
  EXPECT_FALSE(parse_whole<unsigned>("", 0, 9));
  EXPECT_FALSE(parse_whole<unsigned>("-1", 0, 9));
  EXPECT_FALSE(parse_whole<unsigned>("7 ", 0, 9));
  EXPECT_FALSE(parse_whole<unsigned>("99999999999999999999", 0, ~0u));
}

}  // namespace
}  // namespace interleave::testing
