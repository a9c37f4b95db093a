// Pipe and the queues between processes, as in Python's multiprocessing.
#pragma once

#include <memory>
#include <utility>

#include "process/channel.h"
#include "sync/errors.h"

namespace interleave::multiprocessing {

// Connection is one end of a pipe. Copies are the same end. Each process has an end for itself:
// closing it here closes it nowhere else, and a forked process has every end that its starter had.
class Connection final {
 public:
  // send hands `value` over as a copy, waiting while the pipe is full. Throws BrokenPipeError when
  // no process has the other end any more, OSError when this end is closed or cannot write.
  template <class T>
  void send(const T& value, Location where = Location::here()) {
    send_json(pickled(value), where);
  }

  // recv takes the next value, waiting for it. Throws EOFError when there is none and no process
  // has the other end any more, OSError as send does, or when a message was cut off.
  template <class T>
  T recv(Location where = Location::here()) {
    return unpickled<T>(recv_json(where));
  }
  Json recv_json(Location where = Location::here());

  // poll tells whether there is something to receive, after `timeout` seconds at the latest.
  bool poll(Timeout timeout = 0.0, Location where = Location::here());

  // close closes this process's end. What is on its way stays there.
  void close(Location where = Location::here());

  bool closed() const;
  bool readable() const;
  bool writable() const;

  Json pickle() const;
  static Connection unpickle(const Json& json);

 private:
  friend std::pair<Connection, Connection> Pipe(bool, std::string, Location);
  struct State;
  explicit Connection(std::shared_ptr<State> state) : state_(std::move(state)) {}

  void send_json(const Json& json, Location where);

  std::shared_ptr<State> state_;
};

// Pipe is the two ends of a pipe. Without `duplex` the first only receives, the second only sends.
std::pair<Connection, Connection> Pipe(bool duplex = true, std::string name = "",
                                       Location where = Location::here());

// QueueHandle is what the queues share: a channel that every process that has it reads and writes.
class QueueHandle {
 public:
  // qsize is how many items there are.
  int qsize(Location where = Location::here()) const;
  bool empty(Location where = Location::here()) const { return qsize(where) == 0; }

 protected:
  QueueHandle(int maxsize, std::string name, Location where, bool counts_tasks = false);
  explicit QueueHandle(Handle handle);

  void put_json(const Json& item, bool block, const Timeout& timeout, Location where);
  Json get_json(bool block, const Timeout& timeout, Location where);
  Json pickle(const char* what) const;

  std::shared_ptr<Channel> channel_;
};

// BasicQueue hands values from process to process, as copies, in the order they came in. Nothing
// stands between put() and the pipe: CPython's queue has a thread there, which this one has not, so
// that put() waits while 64 KiB are on their way that nobody has taken.
template <class T>
class BasicQueue : public QueueHandle {
 public:
  // put adds `item`, waiting while the queue is full. Throws Full when `timeout` was over first.
  void put(const T& item, Timeout timeout = std::nullopt, Location where = Location::here()) {
    put_json(pickled(item), true, timeout, where);
  }
  template <Bool Block>
  void put(const T& item, Block block, Timeout timeout = std::nullopt,
           Location where = Location::here()) {
    put_json(pickled(item), block, timeout, where);
  }
  void put_nowait(const T& item, Location where = Location::here()) {
    put_json(pickled(item), false, std::nullopt, where);
  }

  // get takes the next item, waiting for one. Throws Empty when `timeout` was over first.
  T get(Timeout timeout = std::nullopt, Location where = Location::here()) {
    return unpickled<T>(get_json(true, timeout, where));
  }
  template <Bool Block>
  T get(Block block, Timeout timeout = std::nullopt, Location where = Location::here()) {
    return unpickled<T>(get_json(block, timeout, where));
  }
  T get_nowait(Location where = Location::here()) {
    return unpickled<T>(get_json(false, std::nullopt, where));
  }

 protected:
  using QueueHandle::QueueHandle;
};

template <class T>
class Queue final : public BasicQueue<T> {
 public:
  explicit Queue(int maxsize = 0, std::string name = "", Location where = Location::here())
      : BasicQueue<T>(maxsize, std::move(name), where) {}
  Json pickle() const { return QueueHandle::pickle("Queue"); }
  static Queue unpickle(const Json& handle) { return Queue(Handle{handle}); }

 private:
  explicit Queue(Handle handle) : BasicQueue<T>(handle) {}
};

template <class T>
class SimpleQueue final : public BasicQueue<T> {
 public:
  explicit SimpleQueue(std::string name = "", Location where = Location::here())
      : BasicQueue<T>(0, std::move(name), where) {}
  Json pickle() const { return QueueHandle::pickle("SimpleQueue"); }
  static SimpleQueue unpickle(const Json& handle) { return SimpleQueue(Handle{handle}); }

 private:
  explicit SimpleQueue(Handle handle) : BasicQueue<T>(handle) {}
};

// JoinableQueue counts the items that nobody has called done.
template <class T>
class JoinableQueue final : public BasicQueue<T> {
 public:
  explicit JoinableQueue(int maxsize = 0, std::string name = "", Location where = Location::here())
      : BasicQueue<T>(maxsize, std::move(name), where, true) {}

  // task_done tells that an item that was taken has been dealt with. Throws ValueError when called
  // more often than items were put.
  void task_done(Location where = Location::here()) {
    if (!this->channel_->task_done(where)) {
      throw ValueError("task_done() called too many times");
    }
  }

  // join waits until every item that was put has been dealt with.
  void join(Location where = Location::here()) { this->channel_->wait_until_done(where); }

  Json pickle() const { return QueueHandle::pickle("JoinableQueue"); }
  static JoinableQueue unpickle(const Json& handle) { return JoinableQueue(Handle{handle}); }

 private:
  explicit JoinableQueue(Handle handle) : BasicQueue<T>(handle) {}
};

}  // namespace interleave::multiprocessing
