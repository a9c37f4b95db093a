// Commons: the memory that all processes of one run share. Everything that crosses from one process
// to another lies here: who is there, the state of common objects, messages on their way.
//
// Invariant: it holds words and bytes, never an address: each process has it somewhere else, or
// (in a page) not in its own memory at all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "kernel/ids.h"

namespace interleave {

// Word is a word's place in the commons, counted in 32-bit words; 0 is no place.
using Word = std::uint32_t;

enum class ProcessState : std::uint32_t { none, starting, running, exited };

class Commons {
 public:
  // kWords bounds the memory, 16 MiB; who needs more is refused with a sentence.
  static constexpr Word kWords = 4u << 20;

  virtual ~Commons() = default;

  // Each is one indivisible operation, sequentially consistent. add and exchange return what was
  // there before.
  virtual std::uint32_t load(Word at) const = 0;
  virtual void store(Word at, std::uint32_t value) = 0;
  virtual std::uint32_t add(Word at, std::uint32_t amount) = 0;
  virtual std::uint32_t exchange(Word at, std::uint32_t value) = 0;
  virtual bool compare_exchange(Word at, std::uint32_t expected, std::uint32_t desired) = 0;

  // wait returns when the word is woken, was not `expected` to begin with, `timeout` nanoseconds
  // have passed (negative: never), or for no reason at all. wake wakes everybody.
  virtual void wait(Word at, std::uint32_t expected, std::int64_t timeout) = 0;
  virtual void wake(Word at) = 0;

  // read and write copy `size` bytes from or to `offset` bytes after the word `at`; no others may
  // use them meanwhile.
  virtual void read(Word at, std::size_t offset, void* to, std::size_t size) const = 0;
  virtual void write(Word at, std::size_t offset, const void* from, std::size_t size) = 0;

  // The header.
  static constexpr Word kFree = 1;        // the first word that nobody has
  static constexpr Word kFirstBlock = 2;  // the last block made, head of the chain
  static constexpr Word kSequence = 3;    // of events
  static constexpr Word kObjects = 4;     // made so far
  static constexpr Word kThreads = 5;     // started so far, in all processes
  static constexpr Word kProcesses = 6;   // started so far
  static constexpr Word kStop = 7;        // not 0: every process must end
  static constexpr Word kStarted = 8;     // two words: when program time began, ns of the clock
  static constexpr Word kSeed = 10;       // two words
  static constexpr Word kScale = 12;      // two words, a double: how fast program time runs
  static constexpr Word kDate = 14;       // two words, a double: the date at the beginning

  // The table of processes.
  enum Field : Word {
    state,        // a ProcessState
    exit_code,    // as Python's exitcode
    main_thread,  // of the process, and kDaemon for one that is a daemon
    signal,       // what it was killed with
    runs,         // live: changes whenever a thread of it goes on or stops going on
    quiet,        // live: `runs` when the process last found all its threads waiting for ever
    looks,        // live: how often it looked
    birth,        // live: the block of its Birth
    lost,         // live: 1 when whoever started it saw it go without a word
    native,       // the operating system's number of it, where it has one
    fields,
  };
  static constexpr Word kTable = 16;
  static constexpr Word entry(ProcessId process, Field field) {
    return kTable + process * fields + field;
  }
  static constexpr Word kFirstFree = kTable + kMaxProcesses * fields;

  static constexpr std::uint32_t kDaemon = 1u << 16;

  // What the table tells: how many processes there have been so far, and of one of them where it is
  // in its life, its main thread, and whether it keeps the run going.
  unsigned process_count() const;
  ProcessState process_state(ProcessId process) const {
    return static_cast<ProcessState>(load(entry(process, state)));
  }
  bool has_exited(ProcessId process) const {
    return process_state(process) == ProcessState::exited;
  }
  bool any_has_exited(ProcessSet processes) const;
  ThreadId main_thread_of(ProcessId process) const {
    return static_cast<ThreadId>(load(entry(process, main_thread)) & (kDaemon - 1));
  }
  bool is_daemon(ProcessId process) const {
    return (load(entry(process, main_thread)) & kDaemon) != 0;
  }

  // A block is a common object's memory: these words, and then its own.
  enum Header : Word {
    section,  // live: a mutex of one word
    epoch,    // live: changes when waiters must look again
    waiters,  // live: how many there are
    owner,    // the thread that holds it, and 1; 0 without
    unheard,  // whether a signal was lost
    readers,  // a bit for each process that reads from it
    writers,  // and that writes to it
    next,     // block of the chain
    object,   // its number, 0 without
    header,
  };

  // begin makes an empty commons with the main process in it.
  void begin();

  // allocate is a new block with room for `words` words of its own, all 0. Returns 0 when the
  // memory is full.
  Word allocate(Word words);

  // grant gives `process` the ends of `sides`, inherit all that `parent` has.
  void grant(ProcessId process, const std::vector<Word>& sides);
  void inherit(ProcessId process, ProcessId parent);

  // left_by are the objects of which `process` is the last that reads, or the last that writes.
  std::vector<ObjectId> left_by(ProcessId process) const;

  // leave takes a process that ended out of all blocks, where it no longer reads nor writes, and
  // tells everybody who waits. The caller has stored its exit code.
  void leave(ProcessId process);

  // rouse lets everybody who waits for any block look again.
  void rouse();

  // The two-word values.
  std::uint64_t load_wide(Word at) const;
  void store_wide(Word at, std::uint64_t value);

  // add_bit and remove_bit change whether `process` is in the set that the word at `at` is.
  void add_bit(Word at, ProcessId process);
  void remove_bit(Word at, ProcessId process);

 protected:
  // ensure makes the words before `end` exist.
  virtual void ensure(Word end) = 0;
};

// PlainCommons is for one OS thread: the processes of a controlled execution. An execution begins
// with an empty one, and mostly uses little of what it asks for (a queue has room for 64 KiB), so
// the memory comes page by page, where something is stored.
class PlainCommons final : public Commons {
 public:
  std::uint32_t load(Word at) const override {
    const Page* const page = pages_[at / kPage].get();
    return page == nullptr ? 0 : (*page)[at % kPage];
  }
  void store(Word at, std::uint32_t value) override;
  std::uint32_t add(Word at, std::uint32_t amount) override;
  std::uint32_t exchange(Word at, std::uint32_t value) override;
  bool compare_exchange(Word at, std::uint32_t expected, std::uint32_t desired) override;
  void wait(Word, std::uint32_t, std::int64_t) override {}
  void wake(Word) override {}
  void read(Word at, std::size_t offset, void* to, std::size_t size) const override;
  void write(Word at, std::size_t offset, const void* from, std::size_t size) override;

 protected:
  void ensure(Word end) override;

 private:
  static constexpr Word kPage = 1024;  // words
  using Page = std::array<std::uint32_t, kPage>;

  std::uint32_t& word(Word at);

  std::vector<std::unique_ptr<Page>> pages_;
};

}  // namespace interleave
