#include "process/locks.h"

#include <set>
#include <utility>

#include "process/process.h"
#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

namespace mp = multiprocessing;

void add_locked(mp::Value<long> value, long times) {
  for (long i = 0; i < times; ++i) {
    With with(value.get_lock());
    value.set_value(value.value() + 1);
  }
}

void add_bare(mp::Value<long> value, long times) {
  for (long i = 0; i < times; ++i) value.set_value(value.value() + 1);
}

void release_it(mp::Lock lock) { lock.release(); }

void keep_it(mp::Lock lock) { lock.acquire(); }

void release_recursive(mp::RLock lock) {
  print(message_of([&] { lock.release(); }));
  print(lock.repr());
}

void pass_gate(mp::Event gate, mp::Semaphore room) {
  gate.wait();
  With with(room);
}

void two_locks(mp::Lock one, mp::Lock other, mp::Event mine, mp::Event theirs) {
  With first(one);
  mine.set();
  theirs.wait();
  With second(other);
}

// opposed are two started processes, "one" and "other", that take two locks in opposite order, each
// its second when the other has its first.
std::pair<mp::Process, mp::Process> opposed(StartMethod method) {
  mp::Lock a("a");
  mp::Lock b("b");
  mp::Event has_a;
  mp::Event has_b;
  mp::Process one(Call(two_locks, a, b, has_a, has_b), {.name = "one", .method = method});
  mp::Process other(Call(two_locks, b, a, has_b, has_a), {.name = "other", .method = method});
  one.start();
  other.start();
  return {one, other};
}

// patient holds `one` until it has waited for `other` in vain.
void patient(mp::Lock one, mp::RLock other, mp::Event mine, mp::Event theirs) {
  With first(one);
  mine.set();
  theirs.wait();
  other.acquire(20);
}

void impatient(mp::Lock one, mp::RLock other, mp::Event mine) {
  With first(one);
  mine.set();
  With second(other);
}

const Row kRows[] = {
    {"a_value_with_its_lock",
     [] {
       mp::Value<long> value(0, "total");
       std::vector<mp::Process> all;
       for (int i = 0; i < 3; ++i) all.push_back(mp::Process{Call(add_locked, value, 5L)});
       for (mp::Process& process : all) process.start();
       for (mp::Process& process : all) process.join();
       print(to_text(value.value()));
     },
     "15\n"},
    {"any_process_may_release_a_lock",
     [] {
       mp::Lock lock;
       lock.acquire();
       print(lock.repr());
       print(to_text(lock.acquire(false)));
       print(to_text(lock.acquire(0.1)));
       mp::Process process(Call(release_it, lock), {.method = StartMethod::spawn});
       process.start();
       process.join();
       print(lock.repr());
       print(to_text(lock.acquire(false)));
       lock.release();
       print(message_of([&] { lock.release(); }));
     },
     "<Lock(owner=MainProcess)>\nFalse\nFalse\n<Lock(owner=None)>\nTrue\n"
     "ValueError: semaphore or lock released too many times\n"},
    {"rlock",
     [] {
       mp::RLock lock;
       lock.acquire();
       lock.acquire();
       mp::Process process(Call(release_recursive, lock), {.method = StartMethod::spawn});
       process.start();
       process.join();
       lock.release();
       lock.release();
       print(message_of([&] { lock.release(); }));
     },
     "AssertionError: attempt to release recursive lock not owned by thread\n"
     "<RLock(owner=SomeOtherProcess)>\n"
     "AssertionError: attempt to release recursive lock not owned by thread\n"},
    {"semaphores",
     [] {
       mp::Semaphore semaphore(2);
       semaphore.acquire();
       semaphore.release();
       semaphore.release();
       print(to_text(semaphore.get_value()));
       mp::BoundedSemaphore bounded(1);
       print(message_of([&] { bounded.release(); }));
       print(message_of([] { mp::Semaphore wrong(-1); }));
     },
     "3\nValueError: semaphore or lock released too many times\n"
     "OSError: [Errno 22] Invalid argument\n"},
    {"an_event_lets_all_processes_go",
     [] {
       mp::Event gate;
       mp::Semaphore room(1);
       std::vector<mp::Process> all;
       for (int i = 0; i < 3; ++i) {
         all.push_back(mp::Process(Call(pass_gate, gate, room),
                                   {.method = i == 0 ? StartMethod::fork : StartMethod::spawn}));
       }
       for (mp::Process& process : all) process.start();
       print(to_text(gate.is_set()) + to_text(gate.wait(0.1)));
       gate.set();
       for (mp::Process& process : all) process.join();
       print(to_text(gate.is_set()) + to_text(gate.wait()));
       gate.clear();
       print(to_text(gate.is_set()));
     },
     "FalseFalse\nTrueTrue\nFalse\n"},
};

INTERLEAVE_PROCESS_TABLE(ProcessLocks, kRows);

// A lock that a process took with it stays taken, as a POSIX semaphore does; who waits is told.
TEST(ProcessLocks, StayTakenWhenTheirHolderIsGone) {
  const Program program = [] {
    mp::Lock lock("precious");
    mp::Process process{Call(keep_it, lock)};
    process.start();
    process.join();
    lock.acquire();
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_EQ(run.sentence,
              "Deadlock: no thread can go on. MainThread waits for precious, which Process-1 held "
              "when it ended.");
  };
  check_controlled(program, check, Fate::deadlock);
  check_live_processes(program, check, Fate::deadlock);
}

// Two processes of three wait for each other; who goes on need not wait for them to be told.
TEST(ProcessLocks, ADeadlockOfSomeIsToldWhileOthersGoOn) {
  const Program program = [] {
    auto [one, other] = opposed(StartMethod::fork);
    one.join(60);
    one.terminate();
    other.terminate();
    one.join();
    other.join();
  };
  const auto check = [](const RunRecord& run) {
    const std::vector<Told> told = run.of(Kind::deadlock);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].text,
              "Partial deadlock: one holds a and waits for b, other holds b and waits for a.");
    EXPECT_EQ(told[0].event.other, 1);
  };
  check_controlled(program, check);
  check_live_processes(program, check);
}

// Whoever waits for a time only goes on by itself, and a lock that was taken twice and given up
// once is still held.
TEST(ProcessLocks, OnlyWhoeverWaitsForEverIsInADeadlock) {
  const Program program = [] {
    mp::RLock a("a");
    mp::Lock b("b");
    mp::Event has_a;
    mp::Event has_b;
    mp::Process other(Call(patient, b, a, has_b, has_a), {.name = "other"});
    other.start();
    a.acquire();
    a.acquire();
    a.release();
    has_a.set();
    has_b.wait();
    b.acquire();
    print("on");
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_EQ(run.output(), "on\n");
    EXPECT_TRUE(run.of(Kind::deadlock).empty());
  };
  check_controlled(program, check);
  check_live_processes(program, check);
}

TEST(ProcessLocks, ALockTakenTwiceIsHeldUntilItsLastRelease) {
  const Program program = [] {
    mp::RLock a("a");
    mp::Lock b("b");
    mp::Event has_b;
    mp::Process other(Call(impatient, b, a, has_b), {.name = "other"});
    a.acquire();
    a.acquire();
    other.start();
    a.release();
    has_b.wait();
    b.acquire();
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_EQ(run.sentence,
              "Deadlock: MainThread holds a and waits for b, other holds b and waits for a.");
  };
  check_controlled(program, check, Fate::deadlock);
  check_live_processes(program, check, Fate::deadlock);
}

TEST(ProcessLocks, ProcessesDeadlockAsThreadsDo) {
  const Program program = [] {
    auto [one, other] = opposed(StartMethod::spawn);
    one.join();
    other.join();
  };
  const auto check = [](const RunRecord& run) {
    EXPECT_EQ(run.sentence,
              "Deadlock: one holds a and waits for b, other holds b and waits for a. MainThread "
              "waits for one to finish.");
  };
  check_controlled(program, check, Fate::deadlock);
  check_live_processes(program, check, Fate::deadlock);
}

// Without the lock the update is lost in some interleaving, and only there.
TEST(ProcessLocks, AValueThatRacesLosesUpdates) {
  std::set<std::string> outputs;
  for_each_schedule(
      [] {
        mp::Value<long> value(0, "total");
        mp::Process one{Call(add_bare, value, 1L)};
        mp::Process other{Call(add_bare, value, 1L)};
        one.start();
        other.start();
        one.join();
        other.join();
        print(to_text(value.value()));
      },
      [&](const RunRecord& run) { outputs.insert(run.output()); });
  EXPECT_EQ(outputs, (std::set<std::string>{"1\n", "2\n"}));
}

}  // namespace
}  // namespace interleave::testing
