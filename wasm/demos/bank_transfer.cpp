#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "Variant",
                         .standard = "no lock",
                         .choices = {"no lock", "from, then to", "in the accounts' order"}};

struct Account {
  Shared<int> balance;
  Lock lock;
  int number;
};

void move_money(Account& from, Account& to, int amount) {
  from.balance.write(from.balance.read() - amount);
  to.balance.write(to.balance.read() + amount);
}

void transfer(Account& from, Account& to, int amount, const std::string& variant) {
  if (variant == "no lock") return move_money(from, to, amount);
  const bool swap = variant == "in the accounts' order" && from.number > to.number;
  With first(swap ? to.lock : from.lock);
  With second(swap ? from.lock : to.lock);
  move_money(from, to, amount);
}

void bank_transfer(const Arguments& arguments) {
  const std::string variant = arguments[kVariant];
  Account a{Shared<int>(100, "a"), Lock("lock a"), 0};
  Account b{Shared<int>(100, "b"), Lock("lock b"), 1};

  Thread there("transfer", [&] { transfer(a, b, 10, variant); }, {.name = "there"});
  Thread back("transfer", [&] { transfer(b, a, 30, variant); }, {.name = "back"});
  there.start(), back.start();
  there.join(), back.join();
  print({"sum:", to_text(a.balance.read() + b.balance.read())});
}

constexpr Demo kDemo{
    .id = "bank_transfer",
    .title = "Money from here to there",
    .chapter = 8,
    .order = 11,
    .teaches =
        "Without a lock money appears or vanishes. With a lock on each account two transfers in "
        "opposite directions can wait for each other. Taking the locks in one order for all "
        "accounts cures both.",
    .look = "The sum of both accounts; then the two locks, each held by who waits for the other.",
    .question = "Two accounts of 100 and two transfers: can the sum be anything but 200?",
    .parameters = {parameter(kVariant)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "no lock"}}, .fates = {"finished"}, .races = true},
                 {.values = {{"variant", "from, then to"}},
                  .fates = {"finished", "deadlock"},
                  .outputs = {"sum: 200\n", ""}},
                 {.values = {{"variant", "in the accounts' order"}},
                  .fates = {"finished"},
                  .outputs = {"sum: 200\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = bank_transfer,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

class Account:
    def __init__(self, number, balance):
        self.number, self.balance = number, balance
        self.lock = threading.Lock()

def transfer(source, target, amount):
    first, second = sorted([source, target], key=lambda account: account.number)
    with first.lock:
        with second.lock:
            source.balance -= amount
            target.balance += amount

a, b = Account(0, 100), Account(1, 100)
there = threading.Thread(target=transfer, args=(a, b, 10), name="there")
back = threading.Thread(target=transfer, args=(b, a, 30), name="back")
there.start(); back.start()
there.join(); back.join()
print("sum:", a.balance + b.balance)
*/
