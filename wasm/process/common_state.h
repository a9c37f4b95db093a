// CommonState: an object whose state lies in the commons.
#pragma once

#include "kernel/engine.h"
#include "process/pickle.h"

namespace interleave {

// Handle is what another process makes its own object for a common one of.
struct Handle {
  const Json& json;
};

class CommonState : public Object {
 public:
  // handle is the Handle of this one.
  Json handle() const { return Json::array({block(), id(), name()}); }

  Word readers() const { return block() + Commons::readers; }
  Word writers() const { return block() + Commons::writers; }

 protected:
  // The first form makes the object, with `words` words of state; the second is of one that another
  // process made.
  CommonState(Word words, ObjectType type, std::string name, std::int64_t value, Location where,
              std::uint8_t flags = 0)
      : Object(Object::Common{words}, type, std::move(name), value, where, flags),
        commons_(Engine::current().commons()) {}
  explicit CommonState(Handle handle)
      : Object(handle.json[0].get<Word>(), handle.json[1].get<ObjectId>(),
               handle.json[2].get<std::string>()),
        commons_(Engine::current().commons()) {}

  // The state, inside the section.
  Word place(Word word) const { return block() + Commons::header + word; }
  std::uint32_t get(Word word) const { return commons_.load(place(word)); }
  void set(Word word, std::uint32_t value) { commons_.store(place(word), value); }

  Commons& commons_;
};

}  // namespace interleave
