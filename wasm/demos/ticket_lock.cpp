#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "A ticket is taken",
                         .standard = "in two steps",
                         .choices = {"in two steps", "in one step"}};

struct Counter {
  Shared<int> next_ticket{0, "next ticket"};
  Semaphore served[3] = {Semaphore(1, "ticket 0"), Semaphore(0, "ticket 1"),
                         Semaphore(0, "ticket 2")};
  Shared<int> customers{0, "served"};
};

void customer(Counter& counter, bool one_step) {
  int ticket = 0;
  if (one_step) {
    ticket = counter.next_ticket.fetch_add(1);
  } else {
    ticket = counter.next_ticket.read();
    counter.next_ticket.write(ticket + 1);
  }
  counter.served[ticket].acquire();
  counter.customers.write(counter.customers.read() + 1);
  counter.served[ticket + 1].release();
}

void ticket_lock(const Arguments& arguments) {
  const bool one_step = arguments[kVariant] == "in one step";
  Counter counter;
  Thread a("customer", [&] { customer(counter, one_step); }, {.name = "first"});
  Thread b("customer", [&] { customer(counter, one_step); }, {.name = "second"});
  a.start(), b.start();
  a.join(), b.join();
  print({"served:", to_text(counter.customers.read())});
}

constexpr Demo kDemo{
    .id = "ticket_lock",
    .title = "Take a ticket",
    .chapter = 8,
    .order = 8,
    .teaches =
        "A lock that serves in the order of arrival: everybody takes a number and waits for it. "
        "It stands or falls with taking the number in one indivisible step.",
    .look = "Two customers with the same number: one of them waits for ever.",
    .question = "What if two customers read the same number off the dispenser?",
    .parameters = {parameter(kVariant)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "in two steps"}},
                  .fates = {"finished", "deadlock"},
                  .outputs = {"served: 2\n", ""},
                  .races = true},
                 {.values = {{"variant", "in one step"}},
                  .fates = {"finished"},
                  .outputs = {"served: 2\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = ticket_lock,
};

const Registration registration(kDemo);

}  // namespace

/* python
import itertools
import threading

tickets = itertools.count()             # next() is one step
served = [threading.Semaphore(1), threading.Semaphore(0), threading.Semaphore(0)]

def customer():
    ticket = next(tickets)
    served[ticket].acquire()
    served[ticket + 1].release()

a = threading.Thread(target=customer, name="first")
b = threading.Thread(target=customer, name="second")
a.start(); b.start()
a.join(); b.join()
*/
