// RunLog: what one execution leaves that a reader can tell: its output and its shared values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/engine.h"

namespace interleave {

class RunLog {
 public:
  struct Value {
    ObjectId object = 0;
    std::string name;
    std::int64_t bits = 0;
    std::uint8_t flags = 0;
    std::string text;  // of a shared text
  };

  // kMostOutput bounds the output that is kept; what comes after is counted only.
  static constexpr std::size_t kMostOutput = 64 * 1024;

  void clear();
  void saw(const Event& event, std::string_view text);

  const std::string& output() const { return output_; }
  const std::vector<Value>& values() const { return values_; }

  // partial tells of threads that wait for each other for ever while others went on; empty without.
  const std::string& partial() const { return partial_; }

  // signature appends bytes that tell this outcome from another.
  void signature(std::string& into) const;

 private:
  std::string output_;
  std::size_t lost_ = 0;
  std::vector<Value> values_;
  std::string partial_;
};

}  // namespace interleave
