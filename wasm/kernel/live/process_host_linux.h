// LinuxHost: the processes of a live run are processes of the operating system.
#pragma once

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "kernel/live/process_host.h"

namespace interleave {

class LinuxHost final : public ProcessHost {
 public:
  // A host of a run's main process, with commons of its own.
  LinuxHost();
  ~LinuxHost() override;  // ends and awaits what is left of its processes

  // run_if_born runs a process and does not return when this program was executed to be one. A
  // program whose runs may have processes calls it first thing in main().
  static void run_if_born();

  Commons& commons() override { return *commons_; }

  bool start(LiveEngine& starter, ProcessId process, StartMethod method) override;
  void receive(LiveEngine& engine) override;
  void end(ProcessId process) override;

 private:
  LinuxHost(int memory, int stream);
  [[noreturn]] void run(ProcessId process, LiveEngine* starter);
  pid_t spawn(const std::string& birth) const;

  int memory_ = -1;  // the commons
  int sends_ = -1;   // the stream to the root, shared by all
  int receives_ = -1;
  std::unique_ptr<Commons> commons_;
  std::mutex guard_;
  std::vector<std::pair<pid_t, ProcessId>> children_;
};

}  // namespace interleave
