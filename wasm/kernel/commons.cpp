#include "kernel/commons.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace interleave {

void Commons::begin() {
  ensure(kFirstFree);
  store(kFree, kFirstFree);
  store(kThreads, 1);
  store(kProcesses, 1);
  store(entry(kMainProcess, state), static_cast<std::uint32_t>(ProcessState::running));
}

bool Commons::any_has_exited(ProcessSet processes) const {
  for (; processes != 0; processes &= processes - 1) {
    if (has_exited(static_cast<ProcessId>(std::countr_zero(processes)))) return true;
  }
  return false;
}

unsigned Commons::process_count() const {
  // Whoever finds no room has counted for a moment too.
  return std::min<unsigned>(load(kProcesses), kMaxProcesses);
}

Word Commons::allocate(Word words) {
  const Word size = header + words;
  if (size < words) return 0;
  Word at = load(kFree);
  do {
    at = load(kFree);
    if (at + size > kWords || at + size < at) return 0;
  } while (!compare_exchange(kFree, at, at + size));
  ensure(at + size);
  Word first = load(kFirstBlock);
  do {
    first = load(kFirstBlock);
    store(at + next, first);
  } while (!compare_exchange(kFirstBlock, first, at));
  return at;
}

void Commons::add_bit(Word at, ProcessId process) {
  const std::uint32_t bit = std::uint32_t{1} << process;
  for (std::uint32_t set = load(at); !compare_exchange(at, set, set | bit);) set = load(at);
}

void Commons::remove_bit(Word at, ProcessId process) {
  const std::uint32_t bit = std::uint32_t{1} << process;
  std::uint32_t set = load(at);
  while ((set & bit) != 0 && !compare_exchange(at, set, set & ~bit)) set = load(at);
}

void Commons::grant(ProcessId process, const std::vector<Word>& sides) {
  for (const Word side : sides) add_bit(side, process);
}

void Commons::inherit(ProcessId process, ProcessId parent) {
  for (Word block = load(kFirstBlock); block != 0; block = load(block + next)) {
    for (const Word side : {block + readers, block + writers}) {
      if (((load(side) >> parent) & 1) != 0) add_bit(side, process);
    }
  }
}

std::vector<ObjectId> Commons::left_by(ProcessId process) const {
  const std::uint32_t bit = std::uint32_t{1} << process;
  std::vector<ObjectId> objects;
  for (Word block = load(kFirstBlock); block != 0; block = load(block + next)) {
    if (load(block + readers) != bit && load(block + writers) != bit) continue;
    if (load(block + object) != 0) objects.push_back(load(block + object));
  }
  return objects;
}

void Commons::leave(ProcessId process) {
  for (Word block = load(kFirstBlock); block != 0; block = load(block + next)) {
    remove_bit(block + readers, process);
    remove_bit(block + writers, process);
  }
  store(entry(process, state), static_cast<std::uint32_t>(ProcessState::exited));
  rouse();
}

void Commons::rouse() {
  for (Word block = load(kFirstBlock); block != 0; block = load(block + next)) {
    add(block + epoch, 1);
    wake(block + epoch);
  }
}

std::uint64_t Commons::load_wide(Word at) const {
  return load(at) | (static_cast<std::uint64_t>(load(at + 1)) << 32);
}

void Commons::store_wide(Word at, std::uint64_t value) {
  store(at, static_cast<std::uint32_t>(value));
  store(at + 1, static_cast<std::uint32_t>(value >> 32));
}

void PlainCommons::ensure(Word end) {
  if (pages_.size() * kPage < end) pages_.resize((end + kPage - 1) / kPage);
}

std::uint32_t& PlainCommons::word(Word at) {
  std::unique_ptr<Page>& page = pages_[at / kPage];
  if (page == nullptr) page = std::make_unique<Page>();
  return (*page)[at % kPage];
}

void PlainCommons::store(Word at, std::uint32_t value) { word(at) = value; }

std::uint32_t PlainCommons::add(Word at, std::uint32_t amount) {
  std::uint32_t& there = word(at);
  return std::exchange(there, there + amount);
}

std::uint32_t PlainCommons::exchange(Word at, std::uint32_t value) {
  return std::exchange(word(at), value);
}

bool PlainCommons::compare_exchange(Word at, std::uint32_t expected, std::uint32_t desired) {
  std::uint32_t& there = word(at);
  if (there != expected) return false;
  there = desired;
  return true;
}

void PlainCommons::read(Word at, std::size_t offset, void* to, std::size_t size) const {
  std::size_t from = std::size_t{at} * sizeof(std::uint32_t) + offset;
  for (char* out = static_cast<char*>(to); size > 0;) {
    const std::size_t piece = std::min(size, sizeof(Page) - from % sizeof(Page));
    const Page* const page = pages_[from / sizeof(Page)].get();
    if (page == nullptr) {
      std::memset(out, 0, piece);
    } else {
      std::memcpy(out, reinterpret_cast<const char*>(page->data()) + from % sizeof(Page), piece);
    }
    out += piece, from += piece, size -= piece;
  }
}

void PlainCommons::write(Word at, std::size_t offset, const void* from, std::size_t size) {
  std::size_t to = std::size_t{at} * sizeof(std::uint32_t) + offset;
  for (const char* in = static_cast<const char*>(from); size > 0;) {
    const std::size_t piece = std::min(size, sizeof(Page) - to % sizeof(Page));
    char* const page = reinterpret_cast<char*>(&word(static_cast<Word>(to / sizeof(Page) * kPage)));
    std::memcpy(page + to % sizeof(Page), in, piece);
    in += piece, to += piece, size -= piece;
  }
}

}  // namespace interleave
