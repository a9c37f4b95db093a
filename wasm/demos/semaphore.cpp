#include "demo.h"
#include "python/print.h"
#include "python/random.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Integer kPermits{
    .name = "permits", .label = "Permits", .standard = 2, .min = 1, .max = 16};
constexpr TextList kMembers{.name = "members",
                            .label = "Members",
                            .standard = "Rishikesh, Alberto, Harry, Ron, Aniket, Atharv, William",
                            .max_items = 16,
                            .help = "One thread for each."};
constexpr Number kMin{.name = "use_min",
                      .label = "Uses it for at least",
                      .standard = 0.5,
                      .min = 0,
                      .max = 10,
                      .unit = "s"};
constexpr Number kMax{.name = "use_max",
                      .label = "Uses it for at most",
                      .standard = 1.5,
                      .min = 0,
                      .max = 10,
                      .unit = "s"};

void employee(Semaphore& sem, const std::string& member, double least, double most) {
  print(format("{} waiting for the system.....", member));
  With with(sem);
  print(format("{} aquired the system\n", member));
  sleep(uniform(least, most));
  print(format("{} release the system!!!", member));
}

void semaphore(const Arguments& arguments) {
  const double least = arguments[kMin];
  const double most = arguments[kMax];
  Semaphore sem(static_cast<int>(arguments[kPermits]), "sem");

  std::vector<Thread> employees;
  for (const std::string& member : arguments[kMembers]) {
    employees.emplace_back("employee",
                           [&sem, member, least, most] { employee(sem, member, least, most); });
  }
  for (Thread& thread : employees) thread.start();
  for (Thread& thread : employees) thread.join();
  print("You did it");
}

constexpr Demo kDemo{
    .id = "semaphore",
    .title = "Seven employees, two systems",
    .chapter = 6,
    .order = 1,
    .teaches = "A semaphore counts permits: at most that many threads are past it at a time.",
    .look = "Locks: the permits that are left, and who waits for one.",
    .question =
        "With one permit a semaphore is like a lock. What may it still do that a lock may not?",
    .notebook =
        "Seven employees want a system and two of them can have one at a time, as one limits "
        "downloads to a few at once. The printed text ends with a newline of its own, so an empty "
        "line follows.",
    .parameters = {parameter(kPermits), parameter(kMembers), parameter(kMin), parameter(kMax)},
    .presets = {{"notebook",
                 {{"permits", "2"},
                  {"members", "Rishikesh, Alberto, Harry, Ron, Aniket, Atharv, William"},
                  {"use_min", "0.5"},
                  {"use_max", "1.5"}}}},
    .expected =
        {{.values = {{"permits", "1"}, {"members", "Harry"}},
          .fates = {"finished"},
          .outputs = {"Harry waiting for the system.....\nHarry aquired the system\n\nHarry "
                      "release the system!!!\nYou did it\n"}}},
    .threads = [](const Arguments& a) { return 1 + static_cast<unsigned>(a[kMembers].size()); },
    .body = semaphore,
};

const Registration registration(kDemo);

}  // namespace

// clang-format off
/* python
import threading
import random
import time

sem = threading.Semaphore(2)  #= Semaphore sem(

def employee(member):  #= void employee
    print(f"{member} waiting for the system.....")  #= waiting for the system
    with sem:  #= With with
        print(f"{member} aquired the system\n")  #= aquired
        time.sleep(random.uniform(0.5, 1.5))  #= sleep(uniform
        print(f"{member} release the system!!!")  #= release the system!!!", member

if __name__ == "__main__":
    members = ["Rishikesh", "Alberto", "Harry", "Ron", "Aniket", "Atharv", "William"]
    employees = [threading.Thread(target=employee, args=(member,)) for member in members]  #= emplace_back
    for thread in employees: thread.start()  #= thread.start
    for thread in employees: thread.join()  #= thread.join
    print("You did it")  #= print("You did
*/
