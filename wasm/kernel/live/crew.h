// Crew: OS threads with nothing to do take part in the work of one that offers a share of it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace interleave {

// Crew has one work at a time. Its shares are claimed one by one, by the thread whose work it is
// and by those who have come by then: nobody is waited for but for a share that he has begun. Who
// came stays for the next work for some tenths of a millisecond, which is less than what waking an
// OS thread may take.
class Crew {
 public:
  using Work = std::function<void(unsigned)>;

  // share calls work(0) to work(count - 1), each once, and returns when all have returned. Up to
  // `most` others may take part; call() asks for one more, and says whether one will come and help.
  // While another thread's work is going on nobody does.
  void share(unsigned count, const Work& work, unsigned most, const std::function<bool()>& call);

  // visit is for who was not called: whether something is being shared just now. Then, and when it
  // was called, the caller is expected to help.
  bool visit();

  // help takes part in what is shared until nothing was for a while, or `recalled` is not 0.
  void help(const std::atomic<std::uint32_t>& recalled);

  // helped is how many shares others have done.
  std::uint32_t helped() const { return helped_.load(std::memory_order_relaxed); }

 private:
  bool take_one(std::uint32_t others);
  bool is_open() const;
  bool enter();

  std::atomic<std::uint32_t> busy_ = 0;  // 1 while a work is going on
  // The number of the work, how many shares it has and how many are claimed: 32, 16 and 16 bits.
  std::atomic<std::uint64_t> claims_ = 0;
  std::atomic<const Work*> work_ = nullptr;
  std::atomic<std::uint32_t> done_ = 0;     // shares that have returned
  std::atomic<std::uint32_t> most_ = 0;     // helpers that may claim
  std::atomic<std::uint32_t> active_ = 0;   // helpers that do
  std::atomic<std::uint32_t> helpers_ = 0;  // who is there or will come
  std::atomic<std::uint32_t> helped_ = 0;
};

}  // namespace interleave
