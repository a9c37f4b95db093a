// Carriers: the OS threads that the threads of a program run on.
//
// Invariant: a carrier lives as long as the pool. A thread of the program that ends gives its
// carrier back, so no OS thread is freed while others wait on memory near its own (Emscripten's
// issue 27492 loses wake-ups there), and starting a thread of the program is one futex wake.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "kernel/live/crew.h"
#include "kernel/live/futex.h"

namespace interleave {

class Carriers {
 public:
  Carriers() = default;
  ~Carriers();  // joins every carrier; requires that each is idle or about to be

  // prepare starts carriers until there are `count`.
  void prepare(unsigned count);

  // dismiss lets every idle carrier end, without waiting for it. Nothing may run afterwards.
  void dismiss();

  // ready is how many carriers have come to wait for work. They start asynchronously.
  unsigned ready() const { return ready_.load(); }

  // run lets an idle carrier run `body`, starting one where there is none.
  void run(std::function<void()> body);

  // share calls work(0) to work(count - 1), each once, and returns when all have returned. Up to
  // `most` carriers with nothing to do take part; run takes one back rather than start another.
  void share(unsigned count, const Crew::Work& work, unsigned most);

  // helped is how many shares carriers have taken of others' work.
  std::uint32_t helped() const { return crew_.helped(); }

 private:
  struct Carrier {
    std::atomic<std::uint32_t> word = 0;  // 0 idle, 1 has a body, 2 must end, 3 helps
    std::function<void()> body;
    std::thread thread;
  };

  void serve(Carrier& carrier);
  Carrier* take_idle();
  Carrier* pop_idle();
  bool call_helper();
  void add_helping();
  Carrier* add();

  std::atomic<std::uint32_t> lock_ = 0;
  std::vector<std::unique_ptr<Carrier>> all_;
  std::vector<Carrier*> idle_;
  Crew crew_;
  unsigned helping_ = 0;                     // guarded by the lock
  std::atomic<std::uint32_t> recalled_ = 0;  // how many of them run waits for
  std::atomic<std::uint32_t> returned_ = 0;  // how often one came back
  std::atomic<unsigned> ready_ = 0;
};

}  // namespace interleave
