#include "explore/judge.h"

#include <algorithm>

namespace interleave {
namespace {

void join(std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& from) {
  if (into.size() < from.size()) into.resize(from.size(), 0);
  for (std::size_t i = 0; i < from.size(); ++i) into[i] = std::max(into[i], from[i]);
}

}  // namespace

void Judge::begin() {
  threads_.clear();
  objects_.clear();
  for (Clock& clock : ended_) clock.clear();
  edges_.clear();
  raced_ = inverted_ = false;
}

Judge::Thread& Judge::thread(ThreadId id) {
  if (threads_.size() <= id) threads_.resize(id + 1u);
  Thread& thread = threads_[id];
  if (thread.clock.size() <= id) thread.clock.resize(id + 1u, 0);
  if (thread.clock[id] == 0) thread.clock[id] = 1;
  return thread;
}

void Judge::acquire(ThreadId id, const Clock& from) { join(thread(id).clock, from); }

void Judge::release(ThreadId id, Clock& into) {
  Thread& self = thread(id);
  join(into, self.clock);
  ++self.clock[id];
}

std::string Judge::name(ObjectId object) const {
  const Object* const found = objects_.find(object);
  return found == nullptr ? "" : found->name;
}

std::vector<std::string> Judge::names(const std::vector<ObjectId>& objects) const {
  std::vector<std::string> all;
  for (const ObjectId object : objects) all.push_back(name(object));
  return all;
}

void Judge::saw(const Event& event, std::string_view text) {
  const bool done = event.shape() == Shape::done || event.shape() == Shape::resumed;
  switch (event.kind) {
    case Kind::object: {
      Object& object = objects_.of(event.object);
      object.name = text;
      object.type = static_cast<ObjectType>(event.other);
      return;
    }
    case Kind::start: {
      Clock born;
      release(event.thread, born);
      // A start is told before the new thread's first event.
      acquire(event.other, born);
      return;
    }
    case Kind::end:
      release(event.thread, ended_[event.thread]);
      return;
    case Kind::join:
      if (!done) return;
      if (event.other != kNoThread) {
        acquire(event.thread, ended_[event.other]);
      } else {
        for (const Clock& clock : ended_) acquire(event.thread, clock);
      }
      return;
    case Kind::read:
    case Kind::write: {
      Object& object = objects_.of(event.object);
      if (object.type == ObjectType::shared) {
        access(event, object);
      } else {
        acquire(event.thread, object.published);
      }
      return;
    }
    default:
      break;
  }
  if (event.object == 0 || !done) return;
  Object& object = objects_.of(event.object);
  Clock& published = object.published;
  const ObjectType type = object.type;
  if (event.kind == Kind::update && type == ObjectType::shared) {
    // One step that orders itself with others of its kind, and races with plain accesses.
    acquire(event.thread, published);
    access(event, object);
    release(event.thread, published);
    return;
  }
  Thread& self = thread(event.thread);
  self.last_object = event.object;
  self.last_line = event.line;
  const bool is_lock = type == ObjectType::lock || type == ObjectType::rlock;
  switch (event.kind) {
    case Kind::acquire:
      acquire(event.thread, published);
      if (!is_lock) return;
      for (const ObjectId held : self.held) {
        if (held == event.object) continue;
        note_edge({held, event.object, event.thread, event.line, self.held});
      }
      self.held.push_back(event.object);
      return;
    case Kind::release:
      release(event.thread, published);
      if (is_lock && event.value == 0) std::erase(self.held, event.object);
      return;
    case Kind::wait:
    case Kind::get:
    case Kind::pass:
    case Kind::phase:
      acquire(event.thread, published);
      return;
    case Kind::notify:
    case Kind::set:
    case Kind::put:
    case Kind::arrive:
    case Kind::task_done:
      release(event.thread, published);
      return;
    default:
      acquire(event.thread, published);
      release(event.thread, published);
  }
}

void Judge::access(const Event& event, Object& object) {
  Thread& self = thread(event.thread);
  Mark now{event.thread, self.clock[event.thread], event.kind, event.line, self.held};
  compare(object.write, now, event.object);
  if (event.kind != Kind::read) {
    for (const Mark& read : object.reads) compare(read, now, event.object);
    object.reads.clear();
    object.write = std::move(now);
  } else {
    std::erase_if(object.reads, [&](const Mark& read) { return read.thread == event.thread; });
    object.reads.push_back(std::move(now));
  }
}

void Judge::compare(const Mark& first, const Mark& second, ObjectId object) {
  if (first.thread == kNoThread || first.thread == second.thread) return;
  if (first.kind == Kind::update && second.kind == Kind::update) return;
  const Clock& clock = thread(second.thread).clock;
  if (first.thread < clock.size() && clock[first.thread] >= first.time) return;
  raced_ = true;
  const std::string value = name(object);
  if (!known_
           .insert(
               "race " + value + ' ' + std::to_string(first.line) + ' ' +
               std::to_string(second.line) + ' ' +
               std::to_string(static_cast<int>(first.kind) * 100 + static_cast<int>(second.kind)))
           .second) {
    return;
  }
  const Thread& self = threads_[second.thread];
  races_.push_back({value,
                    {first.thread, first.kind, first.line, names(first.held)},
                    {second.thread, second.kind, second.line, names(second.held)},
                    name(self.last_object),
                    self.last_line});
}

void Judge::note_edge(HeldEdge edge) {
  if (std::find(edges_.begin(), edges_.end(), edge) != edges_.end()) return;
  if (edges_.size() == kMostEdges) {
    edges_lost_ = true;
    return;
  }
  edges_.push_back(std::move(edge));
}

// An inversion is a cycle in the graph of "held while taking" whose threads differ and that no
// common lock guards (as in Havelund's GoodLock, SPIN 2000).
void Judge::end() {
  std::vector<const HeldEdge*> path;
  const auto guarded = [](const HeldEdge& a, const HeldEdge& b) {
    return std::any_of(a.gates.begin(), a.gates.end(), [&](ObjectId gate) {
      return std::find(b.gates.begin(), b.gates.end(), gate) != b.gates.end();
    });
  };
  const auto follow = [&](const auto& self, const HeldEdge& edge) -> void {
    for (const HeldEdge* earlier : path) {
      if (earlier->thread == edge.thread || guarded(*earlier, edge)) return;
    }
    path.push_back(&edge);
    if (edge.taken == path.front()->held) {
      inverted_ = true;
      std::set<std::string> parts;
      Inversion inversion;
      for (const HeldEdge* it : path) {
        inversion.edges.push_back({name(it->held), name(it->taken), it->thread, it->line});
        parts.insert(name(it->held) + '>' + name(it->taken) + '@' + std::to_string(it->line));
      }
      std::string key = "inversion";
      for (const std::string& part : parts) key += ' ' + part;
      if (known_.insert(key).second) inversions_.push_back(std::move(inversion));
    } else {
      for (const HeldEdge& next : edges_) {
        if (next.held == edge.taken) self(self, next);
      }
    }
    path.pop_back();
  };
  for (const HeldEdge& edge : edges_) follow(follow, edge);
}

}  // namespace interleave
