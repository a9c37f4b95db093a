#include <algorithm>
#include <functional>

#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "The lock's holder runs at",
                         .standard = "its own priority",
                         .choices = {"its own priority", "the priority of who waits"}};
constexpr Integer kSlices{
    .name = "slices", .label = "Slices of the middle thread", .standard = 3, .min = 1, .max = 20};

using Priority = std::function<int()>;

// Processor is the one processor of the machine: it goes, slice by slice, to the highest priority
// that asks for it.
class Processor {
 public:
  // work uses the processor for `slices` seconds; `priority` is asked anew for each.
  void work(long slices, const Priority& priority) {
    With with(free_);
    asking_.push_back(&priority);
    for (long i = 0; i < slices; ++i) {
      while (busy_ || priority() < highest()) free_.wait();
      busy_ = true;
      free_.release();
      sleep(1);
      free_.acquire();
      busy_ = false;
      free_.notify_all();
    }
    std::erase(asking_, &priority);
  }

 private:
  int highest() const {
    int most = 0;
    for (const Priority* it : asking_) most = std::max(most, (*it)());
    return most;
  }

  Condition free_{"processor"};
  bool busy_ = false;
  std::vector<const Priority*> asking_;
};

void priority_inversion(const Arguments& arguments) {
  const bool inherit = arguments[kVariant] == "the priority of who waits";
  const long slices = arguments[kSlices];
  Processor processor;
  Lock lock("lock");
  Shared<int> high_waits(0, "high waits");

  Thread low("low",
             [&] {
               With with(lock);
               processor.work(2, [&] { return inherit && high_waits.fetch_add(0) > 0 ? 3 : 1; });
             },
             {.name = "low"});
  Thread middle("middle",
                [&] {
                  sleep(0.5);
                  processor.work(slices, [] { return 2; });
                  print("middle is done\n", {.end = ""});
                },
                {.name = "middle"});
  Thread high("high",
              [&] {
                sleep(0.25);
                high_waits.fetch_add(1);
                With with(lock);
                high_waits.fetch_add(-1);
                print("high has the lock\n", {.end = ""});
              },
              {.name = "high"});
  low.start(), middle.start(), high.start();
  low.join(), middle.join(), high.join();
}

constexpr Demo kDemo{
    .id = "priority_inversion",
    .title = "Priority inversion",
    .chapter = 8,
    .order = 9,
    .teaches =
        "The most urgent thread waits for a lock that the least urgent one holds; one in the "
        "middle keeps that from running, and so holds up who is above it. The cure: who holds "
        "the lock inherits the priority of who waits for it.",
    .look = "When high gets the lock, and what middle does meanwhile.",
    .question = "High never uses the processor. Why must it wait for middle all the same?",
    .parameters = {parameter(kVariant), parameter(kSlices)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "its own priority"}},
                  .fates = {"finished"},
                  .outputs = {"middle is done\nhigh has the lock\n"}},
                 {.values = {{"variant", "the priority of who waits"}},
                  .fates = {"finished"},
                  .outputs = {"high has the lock\nmiddle is done\n"}}},
    .threads = [](const Arguments&) { return 4u; },
    .body = priority_inversion,
};

const Registration registration(kDemo);

}  // namespace

/* python
# Python's threads have no priorities; the page's program has one processor
# that goes to the highest priority, second by second:
#
#   low     holds the lock and needs 2 s of the processor
#   high    waits for the lock
#   middle  needs no lock and 3 s of the processor
#
# Without inheritance middle runs before low, and high waits for both.
*/
