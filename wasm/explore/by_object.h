// ByObject: a value for each object of an execution, found by the object's number.
#pragma once

#include <cstddef>
#include <vector>

#include "kernel/ids.h"

namespace interleave {

// ByObject is dense: it has values for all the objects of a thread up to the last one asked for.
template <class Value>
class ByObject {
 public:
  // of is the object's value, a new one at first. It stays where it is until another is new.
  Value& of(ObjectId object) {
    const std::size_t thread = object >> kObjectBits, number = object % kObjects;
    if (values_.size() <= thread) values_.resize(thread + 1);
    std::vector<Value>& own = values_[thread];
    if (own.size() <= number) own.resize(number + 1);
    return own[number];
  }

  // find is null where nobody asked for it.
  const Value* find(ObjectId object) const {
    const std::size_t thread = object >> kObjectBits, number = object % kObjects;
    const bool there = thread < values_.size() && number < values_[thread].size();
    return there ? &values_[thread][number] : nullptr;
  }

  // clear keeps the memory.
  void clear() {
    for (std::vector<Value>& own : values_) own.clear();
  }

 private:
  static constexpr std::size_t kObjects = std::size_t{1} << kObjectBits;

  std::vector<std::vector<Value>> values_;
};

}  // namespace interleave
