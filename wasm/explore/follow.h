// Follow: a captured live run under the scheduler. Its order of operations becomes the choices.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "explore/search.h"

namespace interleave {

// Follow lets that thread go on whose next operation comes first in the live run's trace. Where it
// cannot, because the operation is not enabled in virtual time or the thread is about to do
// something else, it notes the first such place and goes on with the next best thread.
class Follow final : public Search {
 public:
  // add takes the live run's records, in their order; any number of times before begin.
  void add(const std::byte* records, std::size_t size);

  void begin(const Execution& execution) override;
  bool advance() override { return false; }
  bool every_step() const override { return true; }
  ThreadId choose_thread(ThreadSet runnable, ThreadId current) override;
  unsigned choose_value(unsigned) override { return 0; }

  // diverged_at is the sequence number of the live event that could not be followed.
  const std::optional<std::uint32_t>& diverged_at() const { return diverged_at_; }

 private:
  struct Operation {
    std::uint32_t sequence;
    Kind kind;
  };

  void note(const Event& event);

  const Execution* execution_ = nullptr;
  std::array<std::vector<Operation>, kMaxThreads> operations_;
  std::array<std::size_t, kMaxThreads> next_{};
  std::array<bool, kMaxThreads> chained_{};
  std::set<ObjectId> conditions_;
  std::optional<std::uint32_t> diverged_at_;
};

}  // namespace interleave
