// Manager: objects that live in a server process, and proxies that ask it, as Python's
// multiprocessing.Manager.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "process/pipe.h"
#include "process/process.h"

namespace interleave::multiprocessing {

// Server is the way to a manager's process: a queue of requests, and a queue of answers that each
// thread that asks has for itself.
class Server {
 public:
  explicit Server(const Json& handle);

  // ask has the server do `operation` on the object with this number; what it answers. Throws what
  // the operation threw, EOFError when the server is gone.
  Json ask(long object, const std::string& operation, Json arguments, Location where) const;

  Json pickle() const;

 private:
  friend class Manager;
  std::shared_ptr<Channel> requests_;
  ProcessId process_;
};

// Proxy stands for an object in a manager's process.
class Proxy {
 public:
  Proxy(Server server, long object) : server_(std::move(server)), object_(object) {}

  Json pickle() const { return Json::array({server_.pickle(), object_}); }

 protected:
  explicit Proxy(Handle pickled) : Proxy(Server(pickled.json[0]), pickled.json[1].get<long>()) {}

  Json ask(const char* operation, Json arguments, Location where) const {
    return server_.ask(object_, operation, std::move(arguments), where);
  }

 private:
  Server server_;
  long object_;
};

// DictProxy is a dict in a manager's process. Each call is a message there and one back; nothing
// lies in between, but between two calls anything may happen.
template <class Key, class Value>
class DictProxy final : public Proxy {
 public:
  using Proxy::Proxy;

  // at is d[key], set is d[key] = value, del is del d[key]. Throw KeyError for a key that is not
  // there; get returns `otherwise` then.
  Value at(const Key& key, Location where = Location::here()) const {
    return unpickled<Value>(ask("getitem", Json::array({pickled(key)}), where));
  }
  Value get(const Key& key, const Value& otherwise, Location where = Location::here()) const {
    return unpickled<Value>(ask("get", Json::array({pickled(key), pickled(otherwise)}), where));
  }
  void set(const Key& key, const Value& value, Location where = Location::here()) {
    ask("setitem", Json::array({pickled(key), pickled(value)}), where);
  }
  void del(const Key& key, Location where = Location::here()) {
    ask("delitem", Json::array({pickled(key)}), where);
  }
  bool contains(const Key& key, Location where = Location::here()) const {
    return ask("contains", Json::array({pickled(key)}), where).template get<bool>();
  }
  int len(Location where = Location::here()) const {
    return ask("len", Json::array(), where).template get<int>();
  }
  void clear(Location where = Location::here()) { ask("clear", Json::array(), where); }

  // items are copies, in the order in which the keys came.
  std::vector<std::pair<Key, Value>> items(Location where = Location::here()) const {
    std::vector<std::pair<Key, Value>> all;
    for (const Json& item : ask("items", Json::array(), where)) {
      all.emplace_back(unpickled<Key>(item[0]), unpickled<Value>(item[1]));
    }
    return all;
  }

  static DictProxy unpickle(const Json& pickled) { return DictProxy(Handle{pickled}); }
};

// ListProxy is a list in a manager's process.
template <class Item>
class ListProxy final : public Proxy {
 public:
  using Proxy::Proxy;

  void append(const Item& item, Location where = Location::here()) {
    ask("append", Json::array({pickled(item)}), where);
  }
  // at is l[index], set is l[index] = item; negative indices count from the end. Throw IndexError.
  Item at(long index, Location where = Location::here()) const {
    return unpickled<Item>(ask("getitem", Json::array({index}), where));
  }
  void set(long index, const Item& item, Location where = Location::here()) {
    ask("setitem", Json::array({index, pickled(item)}), where);
  }
  // pop takes the last item. Throws IndexError when there is none.
  Item pop(Location where = Location::here()) {
    return unpickled<Item>(ask("pop", Json::array(), where));
  }
  int len(Location where = Location::here()) const {
    return ask("len", Json::array(), where).template get<int>();
  }
  std::vector<Item> copy(Location where = Location::here()) const {
    std::vector<Item> all;
    for (const Json& item : ask("copy", Json::array(), where)) all.push_back(unpickled<Item>(item));
    return all;
  }

  static ListProxy unpickle(const Json& pickled) { return ListProxy(Handle{pickled}); }
};

// ValueProxy is a value in a manager's process.
template <class T>
class ValueProxy final : public Proxy {
 public:
  using Proxy::Proxy;

  T get(Location where = Location::here()) const {
    return unpickled<T>(ask("get", Json::array(), where));
  }
  void set(const T& value, Location where = Location::here()) {
    ask("set", Json::array({pickled(value)}), where);
  }

  static ValueProxy unpickle(const Json& pickled) { return ValueProxy(Handle{pickled}); }
};

// Manager starts the server process, "SyncManager-N"; its destructor, Python's `with`, ends it.
class Manager final {
 public:
  explicit Manager(Location where = Location::here());
  ~Manager() noexcept(false);
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  template <class Key, class Value>
  DictProxy<Key, Value> dict(Location where = Location::here()) {
    return {server_, make("dict", Json::array(), where)};
  }
  template <class Item>
  ListProxy<Item> list(const std::vector<Item>& items = {}, Location where = Location::here()) {
    Json all = Json::array();
    for (const Item& item : items) all.push_back(pickled(item));
    return {server_, make("list", std::move(all), where)};
  }
  template <class T>
  ValueProxy<T> value(const T& value, Location where = Location::here()) {
    return {server_, make("value", Json::array({pickled(value)}), where)};
  }

  // shutdown ends the server. What is asked of it afterwards is an EOFError.
  void shutdown(Location where = Location::here());

 private:
  long make(const std::string& type, Json first, Location where);

  std::shared_ptr<Channel> requests_;
  Process process_;
  Server server_;
  bool over_ = false;
};

}  // namespace interleave::multiprocessing
