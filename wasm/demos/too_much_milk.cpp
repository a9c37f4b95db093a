#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "Variant",
                         .standard = "look, then buy",
                         .choices = {"look, then buy", "leave a note", "with a lock"}};

void roommate(Shared<int>& milk, Shared<bool>& note, Lock& fridge, const std::string& variant) {
  if (variant == "look, then buy") {
    if (milk.read() == 0) milk.fetch_add(1);
  } else if (variant == "leave a note") {
    if (milk.read() == 0 && !note.read()) {
      note.write(true);
      milk.fetch_add(1);
      note.write(false);
    }
  } else {
    With with(fridge);
    if (milk.read() == 0) milk.fetch_add(1);
  }
}

void too_much_milk(const Arguments& arguments) {
  const std::string variant = arguments[kVariant];
  Shared<int> milk(0, "milk");
  Shared<bool> note(false, "note");
  Lock fridge("fridge");

  Thread alice("roommate", [&] { roommate(milk, note, fridge, variant); }, {.name = "Alice"});
  Thread bob("roommate", [&] { roommate(milk, note, fridge, variant); }, {.name = "Bob"});
  alice.start(), bob.start();
  alice.join(), bob.join();
  print({"bottles:", to_text(milk.read())});
}

constexpr Demo kDemo{
    .id = "too_much_milk",
    .title = "Too much milk",
    .chapter = 8,
    .order = 12,
    .teaches =
        "Looking and buying are two steps, and so are looking for a note and leaving one. Only "
        "what makes them one step keeps the second bottle out of the fridge.",
    .look =
        "Both look before either buys; with the note, both look for it before either leaves it.",
    .question = "Does a note on the fridge help, if both look for it at the same time?",
    .parameters = {parameter(kVariant)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "look, then buy"}},
                  .fates = {"finished"},
                  .outputs = {"bottles: 1\n", "bottles: 2\n"},
                  .races = true},
                 {.values = {{"variant", "leave a note"}},
                  .fates = {"finished"},
                  .outputs = {"bottles: 1\n", "bottles: 2\n"},
                  .races = true},
                 {.values = {{"variant", "with a lock"}},
                  .fates = {"finished"},
                  .outputs = {"bottles: 1\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = too_much_milk,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

milk = 0
fridge = threading.Lock()

def roommate():
    global milk
    with fridge:            # without it both may look before either buys
        if milk == 0:
            milk += 1

alice = threading.Thread(target=roommate, name="Alice")
bob = threading.Thread(target=roommate, name="Bob")
alice.start(); bob.start()
alice.join(); bob.join()
print("bottles:", milk)
*/
