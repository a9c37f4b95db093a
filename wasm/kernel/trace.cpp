#include "kernel/trace.h"

namespace interleave {

void Trace::reserve(std::size_t bytes) { bytes_.reserve(bytes); }

void Trace::append(Event event, std::string_view text) {
  event.sequence = count_++;
  event.text_size = static_cast<std::uint32_t>(text.size());
  const std::size_t at = bytes_.size();
  bytes_.resize(at + record_size(text.size()));
  std::memcpy(bytes_.data() + at, &event, sizeof event);
  if (!text.empty()) std::memcpy(bytes_.data() + at + sizeof event, text.data(), text.size());
}

}  // namespace interleave
