#include "support/run_record.h"

#include <cstring>
#include <map>
#include <sstream>

namespace interleave::testing {
namespace {

const char* shape_name(Shape shape) {
  static constexpr const char* kNames[] = {"done", "blocked", "resumed", "timed_out", "failed"};
  return kNames[static_cast<unsigned>(shape)];
}

}  // namespace

void RunRecord::add(const std::byte* records, std::size_t size) {
  bytes.insert(bytes.end(), records, records + size);
  for (std::size_t at = 0; at < size;) {
    Told told;
    std::memcpy(&told.event, records + at, sizeof told.event);
    told.text.assign(reinterpret_cast<const char*>(records) + at + sizeof told.event,
                     told.event.text_size);
    at += record_size(told.event.text_size);
    events.push_back(std::move(told));
  }
}

std::vector<Told> RunRecord::of(Kind kind) const {
  std::vector<Told> found;
  for (const Told& told : events) {
    if (told.event.kind == kind) found.push_back(told);
  }
  return found;
}

int RunRecord::count(Kind kind, Shape shape) const {
  int found = 0;
  for (const Told& told : events) {
    if (told.event.kind == kind && told.event.shape() == shape) ++found;
  }
  return found;
}

std::string RunRecord::output(int stream) const {
  std::string text;
  for (const Told& told : of(Kind::print)) {
    if (told.event.value == stream) text += told.text;
  }
  return text;
}

std::vector<std::string> RunRecord::lines() const {
  std::vector<std::string> lines;
  std::istringstream in(output());
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

ObjectId RunRecord::object(std::string_view name) const {
  for (const Told& told : of(Kind::object)) {
    if (told.text == name) return told.event.object;
  }
  return 0;
}

std::string RunRecord::shapes(Kind kind, std::string_view name, ThreadId thread) const {
  const ObjectId id = object(name);
  std::string shapes;
  for (const Told& told : of(kind)) {
    if (told.event.object != id || told.event.thread != thread) continue;
    shapes += (shapes.empty() ? "" : " ") + std::string(shape_name(told.event.shape()));
  }
  return shapes;
}

std::string well_formed(const RunRecord& run) {
  struct Lane {
    bool begun = false, ended = false;
    bool blocked = false;
    Kind kind = Kind::step;
  };
  std::map<ThreadId, Lane> lanes;
  std::uint32_t sequence = 0;
  Time time = 0;
  for (const auto& [event, text] : run.events) {
    const std::string at = " at event " + std::to_string(sequence);
    if (event.sequence != sequence++) return "a gap in the sequence" + at;
    if (event.time < time) return "time ran back" + at;
    if (event.reserved != 0) return "reserved bytes are not zero" + at;
    time = event.time;
    if (event.kind == Kind::finish && sequence != run.events.size()) return "an early finish";
    if (event.kind == Kind::step || event.kind == Kind::finish || event.kind == Kind::edge ||
        event.kind == Kind::deadlock) {
      continue;
    }
    Lane& lane = lanes[event.thread];
    if (event.kind == Kind::begin) {
      if (lane.begun) return "a thread began twice" + at;
      lane.begun = true;
    }
    if (!lane.begun) return "an event before its thread began" + at;
    // The last of a process: what it leaves, and its exit code.
    if ((event.kind == Kind::exit || event.kind == Kind::close) && lane.ended) continue;
    if (lane.ended) return "an event after its thread ended" + at;
    if (event.kind == Kind::end) lane.ended = true;
    const Shape shape = event.shape();
    if (lane.blocked && event.kind == lane.kind && shape == Shape::blocked) {
      return "blocked twice" + at;
    }
    // Who waits at a channel may find its other end closed.
    if (event.kind == Kind::close && shape == Shape::failed) lane.blocked = false;
    if (shape == Shape::blocked) {
      lane.blocked = true;
      lane.kind = event.kind;
    } else if (lane.blocked && event.kind == lane.kind) {
      if (shape != Shape::resumed && shape != Shape::timed_out) {
        return "a blocked operation was neither resumed nor timed out" + at;
      }
      lane.blocked = false;
    }
  }
  if (run.events.empty() || run.events.back().event.kind != Kind::finish) {
    return "no finish at the end";
  }
  return "";
}

}  // namespace interleave::testing
