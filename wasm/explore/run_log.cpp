#include "explore/run_log.h"

#include <algorithm>

namespace interleave {

void RunLog::clear() {
  output_.clear();
  lost_ = 0;
  values_.clear();
  partial_.clear();
}

void RunLog::saw(const Event& event, std::string_view text) {
  switch (event.kind) {
    case Kind::print: {
      const std::size_t room = kMostOutput - std::min(kMostOutput, output_.size());
      output_.append(text.substr(0, room));
      lost_ += text.size() - std::min(text.size(), room);
      break;
    }
    case Kind::object:
      if (event.other == static_cast<ThreadId>(ObjectType::shared)) {
        values_.push_back({event.object, std::string(text), event.value, event.flags, {}});
      }
      break;
    case Kind::write:
    case Kind::update:
      for (Value& value : values_) {
        if (value.object != event.object) continue;
        value.bits = event.value;
        value.flags = event.flags;
        value.text.assign(text);
        break;
      }
      break;
    case Kind::deadlock:
      // What became a deadlock of everybody is told as that alone.
      if (event.other == 0) {
        partial_.clear();
      } else if (partial_.empty()) {
        partial_.assign(text);
      }
      break;
    default:
      break;
  }
}

void RunLog::signature(std::string& into) const {
  into += output_;
  into += '\0';
  into += std::to_string(lost_);
  for (const Value& value : values_) {
    into += '\0';
    into += value.name;
    into += '=';
    into += value.text.empty() ? std::to_string(value.bits) : value.text;
  }
}

}  // namespace interleave
