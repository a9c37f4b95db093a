#include "sync/together.h"

#include <memory>

#include "kernel/engine.h"
#include "sync/errors.h"

namespace interleave {
namespace {

// Group outlives the call: a thread marks its end there.
struct Group : Object {
  Group() : Object(Silent{}) {}

  unsigned running = 0;  // inside the section
};

}  // namespace

void together(std::vector<std::function<void()>> bodies, Location where) {
  Engine& engine = Engine::current();
  const auto group = std::make_shared<Group>();
  engine.point({.kind = Kind::start, .where = where});
  group->running = static_cast<unsigned>(bodies.size());
  unsigned number = 0;
  bool refused = false;
  for (std::function<void()>& body : bodies) {
    const auto run = [group, body = std::move(body)] {
      struct AtEnd {
        Group& group;
        ~AtEnd() {
          Engine& engine = Engine::current();
          const Section section(engine, group);
          --group.running;
          engine.unpark_all(group);
        }
      } const at_end{*group};
      body();
    };
    if (engine.spawn(run, std::to_string(++number), false, where) != kNoThread) continue;
    if (engine.cancelling()) break;
    refused = true;
    const Section section(engine, *group);
    --group->running;
  }
  Operation joining;
  joining.kind = Kind::join;
  joining.object = group.get();
  joining.where = where;
  joining.enabled = [](const void* it) { return static_cast<const Group*>(it)->running == 0; };
  joining.context = group.get();
  engine.park(joining);
  const Section section(engine, *group, Section::adopt);
  if (refused) throw RuntimeError("can't start new thread");
}

}  // namespace interleave
