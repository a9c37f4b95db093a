// Channel: messages from any number of processes to any number, in one direction, in the order they
// were sent: a ring of bytes in the commons.
//
// Invariant: a message is there for a reader only when all of it was written. One whose writer went
// away in the middle is never seen as a whole; nor is one lost that was written to its end.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "process/common_state.h"
#include "sync/timeout.h"

namespace interleave::multiprocessing {

class Channel final : public CommonState {
 public:
  // kRing is the room for messages on their way, in bytes, as of a pipe on Linux. A longer message
  // passes through it piece by piece.
  static constexpr std::uint32_t kRing = 64 * 1024;

  // maxsize bounds the messages on their way; 0 is no bound. The calling process reads and writes.
  // counts_tasks tells that the reader of the trace is told how many are not dealt with.
  Channel(ObjectType type, std::uint32_t maxsize, std::string name, Location where,
          bool counts_tasks = false);
  explicit Channel(Handle handle) : CommonState(handle) {}

  enum class Went { well, timed_out, broken, ended, cancelled };

  // send appends a message, waiting for room; with `block` false only if there is room now.
  // `what` is what the reader of the trace sees of it. broken: nobody reads any more.
  Went send(std::string_view message, const std::string& what, bool block, Time deadline,
            Location where);

  // receive takes the next message, and reads it as the JSON that it is. ended: there is none, and
  // nobody writes any more; broken: its writer went away in the middle. It returns timed_out
  // too once one of `exited` has exited. `tell` is what the
  // reader of the trace sees of the message: nothing of it may be an address or a code.
  Went receive(Json& message, bool block, Time deadline, Location where, ProcessSet exited = 0,
               std::string (*tell)(const Json& message) = &shown);

  // poll tells whether receive() would not wait, after `deadline` at the latest.
  bool poll(Time deadline, Location where);

  // count is how many messages there are.
  std::uint32_t count() const { return get(messages); }

  // task_done marks a message as dealt with; false when all are. wait_until_done waits for that.
  bool task_done(Location where);
  void wait_until_done(Location where);

  // close_side takes the calling process out of those who have this end, with an event.
  void close_side(Word side, Location where);

 private:
  // The state: `head` and `tail` count all bytes that were read and written. `writing` and
  // `reading` are the process in the middle of a long message, and 1; `start` is where that one
  // begins.
  enum State : Word { head, tail, messages, most, unfinished, writing, reading, start, words };
  static constexpr std::uint32_t kPrefix = 4;  // a message's size comes before it

  struct Sending;
  struct Receiving;

  std::uint32_t used() const { return get(tail) - get(head); }
  bool gone(std::uint32_t process_and_one) const;
  void copy_in(const void* from, std::uint32_t size);
  void copy_out(void* to, std::uint32_t size);
  void drop_broken();
  void await(Operation& operation, bool& block, Shape& shape);
};

}  // namespace interleave::multiprocessing
