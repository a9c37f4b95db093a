#include "explore/by_object.h"

#include <gtest/gtest.h>

namespace interleave::testing {
namespace {

constexpr ObjectId object_of(ThreadId thread, ObjectId number) {
  return (static_cast<ObjectId>(thread) << kObjectBits) + number;
}

TEST(ByObject, TellsTheObjectsOfThreadsApart) {
  ByObject<int> values;
  for (const ThreadId thread : {3, 0, 1}) {
    for (const ObjectId number : {5u, 1u, 2u}) {
      EXPECT_EQ(values.of(object_of(thread, number)), 0);
      values.of(object_of(thread, number)) = 10 * thread + static_cast<int>(number);
    }
  }
  for (const ThreadId thread : {0, 1, 3}) {
    for (const ObjectId number : {1u, 2u, 5u}) {
      const int* const found = values.find(object_of(thread, number));
      ASSERT_NE(found, nullptr);
      EXPECT_EQ(*found, 10 * thread + static_cast<int>(number));
    }
  }
}

TEST(ByObject, FindsNothingWhereNobodyAsked) {
  ByObject<int> values;
  EXPECT_EQ(values.find(object_of(2, 1)), nullptr);
  values.of(object_of(2, 1)) = 7;
  EXPECT_EQ(values.find(object_of(2, 2)), nullptr);
  EXPECT_EQ(values.find(object_of(3, 1)), nullptr);
}

TEST(ByObject, IsNewAgainOnceCleared) {
  ByObject<int> values;
  values.of(object_of(1, 4)) = 7;
  values.clear();
  EXPECT_EQ(values.find(object_of(1, 4)), nullptr);
  EXPECT_EQ(values.of(object_of(1, 4)), 0);
}

}  // namespace
}  // namespace interleave::testing
