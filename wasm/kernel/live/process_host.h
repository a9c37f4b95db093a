// ProcessHost: what makes a process of a live run, and takes what it tells. One file a platform:
// an operating system's process, or a worker with a WebAssembly instance and a memory of its own.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "kernel/commons.h"
#include "kernel/engine.h"

namespace interleave {

class LiveEngine;

// Birth is what a process is told when it begins. It lies in the commons.
struct Birth {
  std::string name;
  bool daemon = false;
  std::string message;
  void (*entry)(const std::string& message) = nullptr;

  // keep writes it to the commons and returns where; 0 when they are full. at reads it.
  Word keep(Commons& commons) const;
  static Birth at(const Commons& commons, Word block);
};

// make_process_host is the host of a run's main process; make_born_host, in a browser, that of
// another, in whose memory nothing of its starter's host may be used any more.
class ProcessHost;
std::unique_ptr<ProcessHost> make_process_host();
std::unique_ptr<ProcessHost> make_born_host();

class ProcessHost {
 public:
  virtual ~ProcessHost() = default;

  virtual Commons& commons() = 0;

  // start makes `process`, whose birth lies in the commons. Called by the thread that starts it;
  // a forked process has the memory of this moment. Returns whether there was room for it.
  virtual bool start(LiveEngine& starter, ProcessId process, StartMethod method) = 0;

  // receive hands the root's engine what other processes have told since, and notes who is gone
  // without a word. Never waits.
  virtual void receive(LiveEngine& root) = 0;

  // end makes processes that do not end by themselves go.
  virtual void end(ProcessId process) = 0;
};

}  // namespace interleave
