#include "process/pipe.h"

#include "sync/point.h"

namespace interleave::multiprocessing {

// State is one process's end: the channel that it reads from, the one that it writes to.
struct Connection::State {
  std::shared_ptr<Channel> in;
  std::shared_ptr<Channel> out;
  bool closed = false;
};

namespace {

void must_be_open(bool closed) {
  if (closed) throw OSError("handle is closed");
}

Json channel_json(const std::shared_ptr<Channel>& channel) {
  return channel == nullptr ? Json() : channel->handle();
}

std::shared_ptr<Channel> channel_of(const Json& json) {
  return json.is_null() ? nullptr : std::make_shared<Channel>(Handle{json});
}

}  // namespace

void Connection::send_json(const Json& json, Location where) {
  must_be_open(state_->closed);
  if (state_->out == nullptr) throw OSError("connection is read-only");
  const Channel::Went went = state_->out->send(dump(json), shown(json), true, kNever, where);
  if (went == Channel::Went::broken) throw BrokenPipeError("[Errno 32] Broken pipe");
}

Json Connection::recv_json(Location where) {
  must_be_open(state_->closed);
  if (state_->in == nullptr) throw OSError("connection is write-only");
  Json item;
  switch (state_->in->receive(item, true, kNever, where)) {
    case Channel::Went::well:
      return item;
    case Channel::Went::broken:
      throw OSError("got end of file during message");
    default:
      throw EOFError();
  }
}

bool Connection::poll(Timeout timeout, Location where) {
  must_be_open(state_->closed);
  if (state_->in == nullptr) throw OSError("connection is write-only");
  return state_->in->poll(deadline_after(Engine::current(), timeout), where);
}

void Connection::close(Location where) {
  if (std::exchange(state_->closed, true)) return;
  if (state_->in != nullptr) state_->in->close_side(state_->in->readers(), where);
  if (state_->out != nullptr) state_->out->close_side(state_->out->writers(), where);
}

bool Connection::closed() const { return state_->closed; }
bool Connection::readable() const { return state_->in != nullptr; }
bool Connection::writable() const { return state_->out != nullptr; }

Json Connection::pickle() const {
  must_be_open(state_->closed);
  Inheritance::note("Connection", {});
  if (state_->in != nullptr) Inheritance::note("Connection", {state_->in->readers()});
  if (state_->out != nullptr) Inheritance::note("Connection", {state_->out->writers()});
  return Json::array({channel_json(state_->in), channel_json(state_->out)});
}

Connection Connection::unpickle(const Json& json) {
  auto state = std::make_shared<State>();
  state->in = channel_of(json[0]);
  state->out = channel_of(json[1]);
  return Connection(std::move(state));
}

std::pair<Connection, Connection> Pipe(bool duplex, std::string name, Location where) {
  if (name.empty()) name = "Pipe";
  auto first = std::make_shared<Connection::State>();
  auto second = std::make_shared<Connection::State>();
  const std::string back = duplex ? name + " (to the first end)" : name;
  const std::string forth = name + " (to the second end)";
  first->in = second->out = std::make_shared<Channel>(ObjectType::pipe, 0, back, where);
  if (duplex) {
    first->out = second->in = std::make_shared<Channel>(ObjectType::pipe, 0, forth, where);
  }
  return {Connection(std::move(first)), Connection(std::move(second))};
}

QueueHandle::QueueHandle(int maxsize, std::string name, Location where, bool counts_tasks)
    : channel_(std::make_shared<Channel>(ObjectType::queue,
                                         maxsize > 0 ? static_cast<std::uint32_t>(maxsize) : 0,
                                         std::move(name), where, counts_tasks)) {}

QueueHandle::QueueHandle(Handle handle) : channel_(std::make_shared<Channel>(handle)) {}

int QueueHandle::qsize(Location where) const {
  Engine& engine = at_point(Kind::read, *channel_, where);
  const Section section(engine, *channel_);
  engine.record(event(Kind::read, channel_.get(), where, channel_->count()));
  return static_cast<int>(channel_->count());
}

void QueueHandle::put_json(const Json& item, bool block, const Timeout& timeout, Location where) {
  Engine& engine = Engine::current();
  check_range(timeout);
  const Time deadline = block ? deadline_after(engine, timeout) : kNever;
  switch (channel_->send(dump(item), shown(item), block, deadline, where)) {
    case Channel::Went::timed_out:
      throw Full();
    case Channel::Went::broken:
      throw BrokenPipeError("[Errno 32] Broken pipe");
    default:
      return;
  }
}

Json QueueHandle::get_json(bool block, const Timeout& timeout, Location where) {
  Engine& engine = Engine::current();
  check_range(timeout);
  const Time deadline = block ? deadline_after(engine, timeout) : kNever;
  Json item;
  switch (channel_->receive(item, block, deadline, where)) {
    case Channel::Went::well:
      return item;
    case Channel::Went::broken:
      throw OSError("got end of file during message");
    case Channel::Went::ended:
      throw EOFError();
    default:
      throw Empty();
  }
}

Json QueueHandle::pickle(const char* what) const {
  Inheritance::note(what, {channel_->readers(), channel_->writers()});
  return channel_->handle();
}

}  // namespace interleave::multiprocessing
