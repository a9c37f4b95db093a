#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "Variant",
                         .standard = "flags, looked at first",
                         .choices = {"flags, looked at first", "flags only", "Peterson"}};
constexpr Integer kPatience{.name = "patience",
                            .label = "Looks before giving up",
                            .standard = 2,
                            .min = 1,
                            .max = 6,
                            .help = "A thread that finds its way barred looks again, so often."};

struct Door {
  Shared<bool> wants[2] = {Shared<bool>(false, "0 wants"), Shared<bool>(false, "1 wants")};
  Shared<int> turn{0, "turn"};
  Shared<int> inside{0, "inside"};
  Shared<int> clashes{0, "clashes"};
  Shared<int> gave_up{0, "gave up"};
};

bool barred(Door& door, int self, bool polite) {
  if (!door.wants[1 - self].read()) return false;
  return !polite || door.turn.read() != self;
}

void enter(Door& door, int self, const std::string& variant, long patience) {
  const bool polite = variant == "Peterson";
  const bool look_first = variant == "flags, looked at first";
  if (!look_first) door.wants[self].write(true);
  if (polite) door.turn.write(1 - self);
  long looks = 0;
  while (barred(door, self, polite)) {
    if (++looks == patience) {
      door.gave_up.fetch_add(1);
      door.wants[self].write(false);
      return;
    }
  }
  if (look_first) door.wants[self].write(true);
  if (door.inside.fetch_add(1) != 0) door.clashes.fetch_add(1);
  door.inside.fetch_add(-1);
  door.wants[self].write(false);
}

void peterson(const Arguments& arguments) {
  const std::string variant = arguments[kVariant];
  const long patience = arguments[kPatience];
  Door door;
  Thread a("enter", [&] { enter(door, 0, variant, patience); }, {.name = "thread 0"});
  Thread b("enter", [&] { enter(door, 1, variant, patience); }, {.name = "thread 1"});
  a.start(), b.start();
  a.join(), b.join();
  print({"clashes:", to_text(door.clashes.read()), "gave up:", to_text(door.gave_up.read())});
}

constexpr Demo kDemo{
    .id = "peterson",
    .title = "Mutual exclusion without a lock",
    .chapter = 8,
    .order = 7,
    .teaches =
        "Looking whether the other is inside and going in are two steps. Saying first that one "
        "wants in can bar both for ever; Peterson's turn decides between them. (Here memory is "
        "sequentially consistent; on a real machine such code needs atomic variables.)",
    .look = "Both inside at once; then both barred, each by the other's flag.",
    .question =
        "Both raise their flag at the same time and wait for the other's to fall. And then?",
    .parameters = {parameter(kVariant), parameter(kPatience)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "flags, looked at first"}},
                  .fates = {"finished"},
                  .outputs = {"clashes: 0 gave up: 0\n", "clashes: 0 gave up: 1\n",
                              "clashes: 1 gave up: 0\n"},
                  .races = true},
                 {.values = {{"variant", "flags only"}},
                  .fates = {"finished"},
                  .outputs = {"clashes: 0 gave up: 0\n", "clashes: 0 gave up: 1\n",
                              "clashes: 0 gave up: 2\n"},
                  .races = true},
                 {.values = {{"variant", "Peterson"}},
                  .fates = {"finished"},
                  .outputs = {"clashes: 0 gave up: 0\n", "clashes: 0 gave up: 1\n",
                              "clashes: 0 gave up: 2\n"},
                  .races = true}},
    .threads = [](const Arguments&) { return 3u; },
    .body = peterson,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

wants = [False, False]
turn = 0

def enter(self):
    global turn
    wants[self] = True
    turn = 1 - self                             # after you
    while wants[1 - self] and turn != self:
        pass
    print("inside")
    wants[self] = False
*/
