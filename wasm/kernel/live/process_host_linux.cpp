#include "kernel/live/process_host_linux.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

#include "kernel/assert.h"
#include "kernel/live/carriers.h"
#include "kernel/live/live_engine.h"

namespace interleave {
namespace {

// A process that was executed to be one finds here what it needs: "memory stream process".
constexpr const char* kVariable = "INTERLEAVE_PROCESS";

// A message of the stream is a process's number and a piece of what it tells.
constexpr std::size_t kPiece = 48 * 1024;
struct Message {
  std::uint32_t process = 0;
  std::byte bytes[kPiece];
};

// LinuxCommons is memory that several processes map.
class LinuxCommons final : public Commons {
 public:
  explicit LinuxCommons(int memory) {
    void* const at = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    INTERLEAVE_ASSERT(at != MAP_FAILED, "The processes' common memory cannot be mapped");
    words_ = static_cast<std::atomic<std::uint32_t>*>(at);
  }
  ~LinuxCommons() override { munmap(static_cast<void*>(words_), kBytes); }

  static constexpr std::size_t kBytes = std::size_t{kWords} * 4;

  std::uint32_t load(Word at) const override { return words_[at].load(); }
  void store(Word at, std::uint32_t value) override { words_[at].store(value); }
  std::uint32_t add(Word at, std::uint32_t amount) override { return words_[at].fetch_add(amount); }
  std::uint32_t exchange(Word at, std::uint32_t value) override {
    return words_[at].exchange(value);
  }
  bool compare_exchange(Word at, std::uint32_t expected, std::uint32_t desired) override {
    return words_[at].compare_exchange_strong(expected, desired);
  }

  // The futexes of several processes are not private.
  void wait(Word at, std::uint32_t expected, std::int64_t timeout) override {
    timespec relative{};
    relative.tv_sec = static_cast<std::time_t>(timeout / 1'000'000'000);
    relative.tv_nsec = static_cast<long>(timeout % 1'000'000'000);
    syscall(SYS_futex, &words_[at], FUTEX_WAIT, expected, timeout < 0 ? nullptr : &relative,
            nullptr, 0);
  }
  void wake(Word at) override {
    constexpr int kAll = 1 << 30;
    syscall(SYS_futex, &words_[at], FUTEX_WAKE, kAll, nullptr, nullptr, 0);
  }

  void read(Word at, std::size_t offset, void* to, std::size_t size) const override {
    std::memcpy(to, reinterpret_cast<const char*>(words_ + at) + offset, size);
  }
  void write(Word at, std::size_t offset, const void* from, std::size_t size) override {
    std::memcpy(reinterpret_cast<char*>(words_ + at) + offset, from, size);
  }

 protected:
  void ensure(Word) override {}

 private:
  std::atomic<std::uint32_t>* words_;
};

}  // namespace

std::unique_ptr<ProcessHost> make_process_host() { return std::make_unique<LinuxHost>(); }

LinuxHost::LinuxHost() {
  memory_ = memfd_create("interleave", MFD_CLOEXEC);
  INTERLEAVE_ASSERT(memory_ >= 0 && ftruncate(memory_, LinuxCommons::kBytes) == 0,
                    "The processes' common memory cannot be made");
  int ends[2];
  INTERLEAVE_ASSERT(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0,
                    "The processes' stream cannot be made");
  receives_ = ends[0];
  sends_ = ends[1];
  commons_ = std::make_unique<LinuxCommons>(memory_);
  commons_->begin();
}

LinuxHost::LinuxHost(int memory, int stream)
    : memory_(memory), sends_(stream), commons_(std::make_unique<LinuxCommons>(memory)) {}

LinuxHost::~LinuxHost() {
  for (const auto& [pid, process] : children_) {
    ::kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
  }
  for (const int file : {memory_, sends_, receives_}) {
    if (file >= 0) close(file);
  }
}

bool LinuxHost::start(LiveEngine& starter, ProcessId process, StartMethod method) {
  const std::string birth =
      std::to_string(memory_) + " " + std::to_string(sends_) + " " + std::to_string(process);
  const std::scoped_lock guard(guard_);
  const pid_t pid = method == StartMethod::fork ? fork() : spawn(birth);
  if (pid < 0) return false;
  if (pid == 0) run(process, &starter);
  commons_->store(Commons::entry(process, Commons::native), static_cast<std::uint32_t>(pid));
  children_.emplace_back(pid, process);
  return true;
}

// spawn executes this program anew, to be the process that `birth` tells of: it has nothing of this
// one's memory. Negative when the system has no room for it.
pid_t LinuxHost::spawn(const std::string& birth) const {
  std::string variable = std::string(kVariable) + "=" + birth;
  std::vector<char*> environment{variable.data()};
  for (char** at = environ; *at != nullptr; ++at) environment.push_back(*at);
  environment.push_back(nullptr);
  char name[] = "interleave";
  char* const arguments[] = {name, nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  // To duplicate a file onto itself is to let it stay open.
  for (const int file : {memory_, sends_}) posix_spawn_file_actions_adddup2(&actions, file, file);
  pid_t pid = -1;
  const int error =
      posix_spawn(&pid, "/proc/self/exe", &actions, nullptr, arguments, environment.data());
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? pid : -1;
}

void LinuxHost::run_if_born() {
  const char* const birth = std::getenv(kVariable);
  if (birth == nullptr) return;
  int memory = -1;
  int stream = -1;
  unsigned process = 0;
  if (std::sscanf(birth, "%d %d %u", &memory, &stream, &process) != 3 || process >= kMaxProcesses) {
    return;
  }
  unsetenv(kVariable);
  for (const int file : {memory, stream}) fcntl(file, F_SETFD, FD_CLOEXEC);
  auto* const host = new LinuxHost(memory, stream);
  host->run(static_cast<ProcessId>(process), nullptr);
}

// run is a process's life. Whoever forks copies the memory and goes on in it: what the starter had
// in there is left alone.
void LinuxHost::run(ProcessId process, LiveEngine* starter) {
  constexpr std::int64_t kPatience = 2'000'000;
  if (starter != nullptr) {
    receives_ = -1;
    new (&guard_) std::mutex;
    new (&children_) std::vector<std::pair<pid_t, ProcessId>>;
  }
  const auto seed = commons_->load_wide(Commons::kSeed);
  const auto scale = std::bit_cast<double>(commons_->load_wide(Commons::kScale));
  auto* const carriers = new Carriers;
  auto* const engine = new LiveEngine(*carriers, {seed, scale, commons_.get(), this, process});
  if (starter != nullptr) engine->inherit(*starter);
  engine->start_born();
  auto* const message = new Message;
  message->process = process;
  while (!engine->finished()) {
    const std::size_t size = engine->collect(message->bytes, kPiece);
    if (size > 0 && send(sends_, message, sizeof message->process + size, MSG_NOSIGNAL) < 0) break;
    if (size == 0 && !engine->finished()) engine->wait_for_activity(kPatience);
  }
  _exit(0);
}

void LinuxHost::receive(LiveEngine& engine) {
  if (engine.is_root()) {
    static thread_local const auto message = std::make_unique<Message>();
    for (;;) {
      const ssize_t size = recv(receives_, message.get(), sizeof(Message), MSG_DONTWAIT);
      if (size < static_cast<ssize_t>(sizeof message->process)) break;
      engine.feed(static_cast<ProcessId>(message->process % kMaxProcesses), message->bytes,
                  static_cast<std::size_t>(size) - sizeof message->process);
    }
    for (unsigned i = 1; i < kMaxProcesses; ++i) {
      const auto process = static_cast<ProcessId>(i);
      if (commons_->load(Commons::entry(process, Commons::lost)) != 0) {
        engine.lost(process);
        commons_->store(Commons::entry(process, Commons::lost), 0);
      }
    }
  }
  const std::scoped_lock guard(guard_);
  std::erase_if(children_, [&](const auto& child) {
    int status = 0;
    if (waitpid(child.first, &status, WNOHANG) != child.first) return false;
    if (!commons_->has_exited(child.second)) {
      const int code = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
      commons_->store(Commons::entry(child.second, Commons::exit_code),
                      static_cast<std::uint32_t>(code));
      commons_->store(Commons::entry(child.second, Commons::lost), 1);
    }
    return true;
  });
}

void LinuxHost::end(ProcessId process) {
  const auto pid = static_cast<pid_t>(commons_->load(Commons::entry(process, Commons::native)));
  if (pid > 0) ::kill(pid, SIGKILL);
}

}  // namespace interleave
