#include "sync/together.h"

#include <memory>
#include <utility>

#include "kernel/engine.h"
#include "sync/errors.h"

namespace interleave {
namespace {

// Group outlives the call: a thread marks its end there.
struct Group : Object {
  Group() : Object(Silent{}) {}

  unsigned running = 0;  // inside the section
};

// Member is a thread's place in its group, given up with the thread's body: whatever way that ends,
// the engine destroys it there. (A frame of the body's own that did it would catch exceptions,
// which under Asyncify costs every switch.)
class Member {
 public:
  explicit Member(std::shared_ptr<Group> group) : group_(std::move(group)) {}
  ~Member() {
    if (group_ == nullptr) return;  // moved from
    Engine& engine = Engine::current();
    const Section section(engine, *group_);
    --group_->running;
    engine.unpark_all(*group_);
  }
  Member(Member&&) noexcept = default;
  Member& operator=(Member&&) = delete;

 private:
  std::shared_ptr<Group> group_;
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
    Task run = [member = Member(group), body = std::move(body)] { body(); };
    if (engine.spawn(std::move(run), std::to_string(++number), false, where) != kNoThread) continue;
    if (engine.cancelling()) break;
    refused = true;
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
