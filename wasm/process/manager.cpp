#include "process/manager.h"

#include <algorithm>
#include <exception>
#include <map>

#include "sync/lockable.h"
#include "sync/text.h"

namespace interleave::multiprocessing {
namespace {

// Answers are the queues of answers of one process's threads.
class Answers final : public Attachment {
 public:
  static constexpr unsigned kSlot = 5;

  // here is the calling thread's.
  static Channel& here(Location where) {
    Engine& engine = Engine::current();
    Answers& all = engine.attachment<Answers>();
    {
      const Section section(engine, all.guard_);
      const auto found = all.channels_.find(engine.self());
      if (found != all.channels_.end()) return *found->second;
    }
    auto fresh = std::make_unique<Channel>(
        ObjectType::queue, 0, "answers to " + engine.thread_name(engine.self()), where);
    const Section section(engine, all.guard_);
    return *(all.channels_[engine.self()] = std::move(fresh));
  }

 private:
  Object guard_{Object::Silent{}};
  std::map<ThreadId, std::unique_ptr<Channel>> channels_;
};

// Kept is an object of the server: a dict is a list of pairs, so that its keys keep their order.
struct Kept {
  std::string type;
  Json items = Json::array();
};

long position(const Json& items, const Json& index) {
  const auto size = static_cast<long>(items.size());
  long at = index.get<long>();
  if (at < 0) at += size;
  if (at < 0 || at >= size) throw IndexError("list index out of range");
  return at;
}

Json do_list(Json& items, const std::string& operation, const Json& arguments) {
  if (operation == "append") return items.push_back(arguments[0]), nullptr;
  if (operation == "getitem") return items[position(items, arguments[0])];
  if (operation == "setitem") {
    if (arguments[0].get<long>() >= static_cast<long>(items.size())) {
      throw IndexError("list assignment index out of range");
    }
    return items[position(items, arguments[0])] = arguments[1], nullptr;
  }
  if (operation == "len") return items.size();
  if (operation == "copy") return items;
  if (operation == "pop") {
    if (items.empty()) throw IndexError("pop from empty list");
    Json last = items.back();
    items.erase(items.size() - 1);
    return last;
  }
  throw AttributeError("'list' object has no attribute '" + operation + "'");
}

Json do_dict(Json& items, const std::string& operation, const Json& arguments) {
  if (operation == "len") return items.size();
  if (operation == "items") return items;
  if (operation == "clear") return items = Json::array(), nullptr;
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const Json& item) { return item[0] == arguments[0]; });
  if (operation == "contains") return found != items.end();
  if (operation == "get") return found != items.end() ? (*found)[1] : arguments[1];
  if (operation == "setitem") {
    if (found == items.end()) {
      items.push_back(Json::array({arguments[0], arguments[1]}));
    } else {
      (*found)[1] = arguments[1];
    }
    return nullptr;
  }
  if (found == items.end()) {
    throw KeyError(arguments[0].is_string() ? "'" + arguments[0].get<std::string>() + "'"
                                            : arguments[0].dump());
  }
  if (operation == "getitem") return (*found)[1];
  if (operation == "delitem") return items.erase(found), nullptr;
  throw AttributeError("'dict' object has no attribute '" + operation + "'");
}

Json do_value(Json& items, const std::string& operation, const Json& arguments) {
  if (operation == "get") return items[0];
  if (operation == "set") return items[0] = arguments[0], nullptr;
  throw AttributeError("'Value' object has no attribute '" + operation + "'");
}

// tell_answer is what the reader sees of an answer.
std::string tell_answer(const Json& answer) {
  return answer["ok"].get<bool>() ? shown(answer["value"]) : answer["error"].get<std::string>();
}

// tell_request is what the reader sees of a request.
std::string tell_request(const Json& request) {
  if (request.is_null()) return "shutdown";
  std::string text = request[2].get<std::string>();
  for (const Json& argument : request[3]) text += " " + shown(argument);
  return text;
}

// serve is the main function of a manager's process: a request is [answers, object, operation,
// arguments], an answer {"ok", "value" or "error"}.
void serve(Json requests_handle) {
  Channel requests{Handle{requests_handle}};
  std::map<long, Kept> objects;
  Json request;
  while (requests.receive(request, true, kNever, {}, 0, &tell_request) == Channel::Went::well) {
    if (request.is_null()) return;
    Json answer = {{"ok", true}};
    const std::string operation = request[2];
    try {
      if (operation == "make") {
        const long number = static_cast<long>(objects.size()) + 1;
        objects[number] = {request[3][0], request[3][1]};
        answer["value"] = number;
      } else {
        Kept& kept = objects.at(request[1].get<long>());
        const auto act = kept.type == "list" ? do_list : kept.type == "dict" ? do_dict : do_value;
        answer["value"] = act(kept.items, operation, request[3]);
      }
    } catch (const std::exception& exception) {
      answer = {{"ok", false}, {"error", error_json(exception)}};
    }
    Channel answers{Handle{request[0]}};
    answers.send(dump(answer), tell_answer(answer), true, kNever, {});
  }
}

}  // namespace

Server::Server(const Json& handle)
    : requests_(std::make_shared<Channel>(Handle{handle[0]})), process_(handle[1]) {}

Json Server::pickle() const {
  Inheritance::note("Proxy", {requests_->writers()});
  return Json::array({requests_->handle(), process_});
}

Json Server::ask(long object, const std::string& operation, Json arguments, Location where) const {
  if (Engine::current().commons().has_exited(process_))
    throw EOFError("the manager's process is gone");
  Channel& answers = Answers::here(where);
  const Json request = Json::array({answers.handle(), object, operation, std::move(arguments)});
  if (requests_->send(dump(request), tell_request(request), true, kNever, where) ==
      Channel::Went::broken) {
    throw EOFError("the manager's process is gone");
  }
  Json answer;
  if (answers.receive(answer, true, kNever, where, ProcessSet{1} << process_, &tell_answer) !=
      Channel::Went::well) {
    throw EOFError("the manager's process is gone");
  }
  if (!answer["ok"].get<bool>()) throw_error(answer["error"]);
  return answer["value"];
}

Manager::Manager(Location where)
    : requests_(std::make_shared<Channel>(ObjectType::queue, 0, "requests", where)),
      process_(Call(&serve, requests_->handle()), {.daemon = false, .kind = "SyncManager"}),
      server_([&] {
        process_.start(where);
        return Json::array({requests_->handle(), *process_.pid() - 1});
      }()) {}

Manager::~Manager() noexcept(false) {
  if (std::uncaught_exceptions() > 0 && Engine::current().cancelling()) return;
  end_scope(0, [this] { shutdown({}); });
}

long Manager::make(const std::string& type, Json first, Location where) {
  return server_.ask(0, "make", Json::array({type, std::move(first)}), where).get<long>();
}

void Manager::shutdown(Location where) {
  if (std::exchange(over_, true)) return;
  requests_->send("null", "shutdown", true, kNever, where);
  process_.join(std::nullopt, where);
}

}  // namespace interleave::multiprocessing
