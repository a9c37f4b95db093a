#include "process/channel.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "sync/point.h"

namespace interleave::multiprocessing {

Channel::Channel(ObjectType type, std::uint32_t maxsize, std::string name, Location where,
                 bool counts_tasks)
    : CommonState(words + kRing / 4, type, std::move(name), maxsize, where,
                  counts_tasks ? std::uint8_t{0} : kNoValue) {
  set(most, maxsize);
  const ProcessId self = Engine::current().process();
  commons_.add_bit(readers(), self);
  commons_.add_bit(writers(), self);
}

// gone tells whether the process that is in the middle of a message will never go on with it.
bool Channel::gone(std::uint32_t process_and_one) const {
  if (process_and_one == 0) return false;
  return commons_.has_exited(static_cast<ProcessId>(process_and_one - 1));
}

void Channel::copy_in(const void* from, std::uint32_t size) {
  const std::uint32_t at = get(tail) % kRing;
  const std::uint32_t first = std::min(size, kRing - at);
  commons_.write(place(words), at, from, first);
  commons_.write(place(words), 0, static_cast<const char*>(from) + first, size - first);
  set(tail, get(tail) + size);
}

void Channel::copy_out(void* to, std::uint32_t size) {
  const std::uint32_t at = get(head) % kRing;
  const std::uint32_t first = std::min(size, kRing - at);
  commons_.read(place(words), at, to, first);
  commons_.read(place(words), 0, static_cast<char*>(to) + first, size - first);
  set(head, get(head) + size);
}

// drop_broken forgets the message whose writer went away, unless somebody is reading it.
void Channel::drop_broken() {
  if (!gone(get(writing)) || get(reading) != 0) return;
  set(tail, get(start));
  set(writing, 0);
}

// await waits until a piece can pass; with `block` false only the point before it is passed. It
// returns inside the section. Once begun, a message goes on to its end, so that the next piece is
// waited for either way. `shape` tells of the message as a whole.
void Channel::await(Operation& operation, bool& block, Shape& shape) {
  Engine& engine = Engine::current();
  if (!std::exchange(block, true)) {
    engine.point({.kind = operation.kind, .object = this, .where = operation.where});
    engine.enter(*this);
    return;
  }
  operation.announced = shape != Shape::done;
  const Shape now = engine.park(operation);
  if (shape == Shape::done || now == Shape::timed_out) shape = now;
}

// Sending is the operation of putting the next piece of a message.
struct Channel::Sending {
  const Channel& channel;
  std::uint32_t left;  // bytes, the size's included
  bool begun = false;

  static bool enabled(const void* it) { return static_cast<const Sending*>(it)->can(); }

  bool nobody_reads() const { return channel.commons_.load(channel.readers()) == 0; }
  bool can() const {
    if (nobody_reads()) return true;
    const std::uint32_t writer = channel.get(writing);
    std::uint32_t used = channel.used();
    if (!begun) {
      if (channel.gone(writer) && channel.get(reading) == 0) {
        used = channel.get(start) - channel.get(head);
      } else if (writer != 0) {
        return false;
      }
      if (channel.get(most) != 0 && channel.get(messages) >= channel.get(most)) return false;
    }
    // A short message goes in whole; of a long one a good piece.
    return kRing - used >= std::min(left, kRing / 2);
  }
};

Channel::Went Channel::send(std::string_view message, const std::string& what, bool block,
                            Time deadline, Location where) {
  Engine& engine = Engine::current();
  const std::uint32_t self = std::uint32_t{engine.process()} + 1;
  const auto size = static_cast<std::uint32_t>(message.size());
  Sending sending{*this, size + kPrefix};
  Operation operation{.kind = Kind::put,
                      .object = this,
                      .where = where,
                      .enabled = &Sending::enabled,
                      .context = &sending,
                      .deadline = deadline};
  Shape shape = Shape::done;
  std::uint32_t done = 0;
  for (;;) {
    await(operation, block, shape);
    const Section section(engine, *this, Section::adopt);
    if (engine.cancelling()) return Went::cancelled;
    if (sending.nobody_reads()) {
      engine.record(event(Kind::close, this, where, 0, Shape::failed));
      return Went::broken;
    }
    if (!sending.can()) {
      engine.record(event(Kind::put, this, where, get(messages),
                          operation.deadline == kNever ? Shape::failed : Shape::timed_out));
      return Went::timed_out;
    }
    if (!sending.begun) {
      drop_broken();
      set(writing, self);
      set(start, get(tail));
      copy_in(&size, kPrefix);
      sending.begun = true;
      operation.deadline = kNever;
    }
    const std::uint32_t piece = std::min(size - done, kRing - used());
    copy_in(message.data() + done, piece);
    done += piece;
    sending.left = size - done;
    if (done == size) {
      set(writing, 0);
      set(messages, get(messages) + 1);
      set(unfinished, get(unfinished) + 1);
      engine.record(event(Kind::put, this, where, get(messages), shape), what);
    }
    engine.unpark_all(*this);
    if (done == size) return Went::well;
  }
}

// Receiving is the operation of getting the next piece of a message.
struct Channel::Receiving {
  const Channel& channel;
  bool begun = false;
  ProcessSet exited = 0;

  static bool enabled(const void* it) { return static_cast<const Receiving*>(it)->can(); }

  bool nobody_writes() const {
    return channel.commons_.load(channel.writers()) == 0 && channel.get(messages) == 0;
  }
  bool can() const {
    const std::uint32_t writer = channel.get(writing);
    if (begun) return channel.used() > 0 || channel.gone(writer);
    if (channel.commons_.any_has_exited(exited)) return true;
    const std::uint32_t reader = channel.get(reading);
    if (reader != 0 && !channel.gone(reader)) return false;
    if (channel.get(messages) > 0 || nobody_writes()) return true;
    // A message that is longer than the ring comes only while somebody reads it.
    return writer != 0 && !channel.gone(writer) && channel.used() >= kRing / 2;
  }
};

Channel::Went Channel::receive(Json& message, bool block, Time deadline, Location where,
                               ProcessSet exited, std::string (*tell)(const Json&)) {
  Engine& engine = Engine::current();
  std::string bytes;
  Receiving receiving{*this, false, exited};
  Operation operation{.kind = Kind::get,
                      .object = this,
                      .where = where,
                      .enabled = &Receiving::enabled,
                      .context = &receiving,
                      .deadline = deadline};
  for (ProcessSet rest = exited; rest != 0; rest &= rest - 1) {
    const auto process = static_cast<ProcessId>(std::countr_zero(rest));
    operation.ends |= ThreadSet{1} << commons_.main_thread_of(process);
  }
  Shape shape = Shape::done;
  std::uint32_t done = 0;
  for (;;) {
    await(operation, block, shape);
    const Section section(engine, *this, Section::adopt);
    if (engine.cancelling()) return Went::cancelled;
    if (!receiving.can()) {
      engine.record(event(Kind::get, this, where, get(messages),
                          operation.deadline == kNever ? Shape::failed : Shape::timed_out));
      return Went::timed_out;
    }
    if (!receiving.begun) {
      const bool long_one = get(writing) != 0 && !gone(get(writing)) && used() >= kRing / 2;
      if (get(messages) == 0 && !long_one) {
        if (!receiving.nobody_writes()) {
          engine.record(event(Kind::get, this, where, 0, Shape::timed_out));
          return Went::timed_out;
        }
        engine.record(event(Kind::close, this, where, 0, Shape::failed));
        return Went::ended;
      }
      std::uint32_t size = 0;
      copy_out(&size, kPrefix);
      bytes.resize(size);
      set(reading, std::uint32_t{engine.process()} + 1);
      receiving.begun = true;
      operation.deadline = kNever;
    }
    const auto size = static_cast<std::uint32_t>(bytes.size());
    const std::uint32_t piece = std::min(size - done, used());
    copy_out(bytes.data() + done, piece);
    done += piece;
    if (done < size && gone(get(writing))) {
      // The rest will never come.
      set(reading, 0);
      set(writing, 0);
      set(head, get(tail));
      engine.record(event(Kind::close, this, where, 0, Shape::failed));
      engine.unpark_all(*this);
      return Went::broken;
    }
    if (done == size) {
      set(reading, 0);
      set(messages, get(messages) - 1);
      message = load(bytes);
      engine.record(event(Kind::get, this, where, get(messages), shape), tell(message));
    }
    engine.unpark_all(*this);
    if (done == size) return Went::well;
  }
}

bool Channel::poll(Time deadline, Location where) {
  Engine& engine = Engine::current();
  const Receiving receiving{*this};
  const Operation operation{.kind = Kind::wait,
                            .object = this,
                            .where = where,
                            .enabled = &Receiving::enabled,
                            .context = &receiving,
                            .deadline = deadline};
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  const bool there = receiving.can();
  engine.record(event(Kind::wait, this, where, there ? 1 : 0, shape));
  return there;
}

bool Channel::task_done(Location where) {
  Engine& engine = at_point(Kind::task_done, *this, where);
  const Section section(engine, *this);
  if (get(unfinished) == 0) return engine.cancelling();
  set(unfinished, get(unfinished) - 1);
  engine.record(event(Kind::task_done, this, where, get(unfinished)));
  if (get(unfinished) == 0) engine.unpark_all(*this);
  return true;
}

void Channel::wait_until_done(Location where) {
  Engine& engine = Engine::current();
  Operation operation;
  operation.kind = Kind::wait;
  operation.object = this;
  operation.where = where;
  operation.enabled = [](const void* it) {
    return static_cast<const Channel*>(it)->get(unfinished) == 0;
  };
  operation.context = this;
  const Shape shape = engine.park(operation);
  const Section section(engine, *this, Section::adopt);
  engine.record(event(Kind::wait, this, where, 0, shape));
}

void Channel::close_side(Word side, Location where) {
  Engine& engine = at_point(Kind::close, *this, where);
  const Section section(engine, *this);
  commons_.remove_bit(side, engine.process());
  const bool last = commons_.load(side) == 0;
  engine.record(event(Kind::close, this, where, last ? 1 : 0));
  engine.unpark_all(*this);
}

}  // namespace interleave::multiprocessing
