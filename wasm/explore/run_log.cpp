#include "explore/run_log.h"

#include <algorithm>

namespace interleave {
namespace {

template <class Number>
void append(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

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
        if (!text.empty() || !value.text.empty()) value.text.assign(text);
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
  append(into, lost_);
  for (const Value& value : values_) {
    into += '\0';
    into += value.name;
    into += '=';
    if (value.text.empty()) {
      append(into, value.bits);
    } else {
      into += value.text;
    }
  }
}

}  // namespace interleave
