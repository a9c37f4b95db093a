#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr Integer kLines{
    .name = "lines", .label = "Lines a thread", .standard = 5, .min = 1, .max = 200};
constexpr OneOf kVariant{.name = "variant",
                         .label = "The prints are",
                         .standard = "not locked",
                         .choices = {"not locked", "locked", "one write"}};

// say prints a line in one of the three ways.
void say(Lock& lock, const std::string& variant, const std::string& line) {
  if (variant == "locked") {
    With with(lock);
    print(line);
  } else if (variant == "one write") {
    print(line + "\n", {.end = ""});
  } else {
    print(line);
  }
}

void print_tearing(const Arguments& arguments) {
  const long lines = arguments[kLines];
  const std::string variant = arguments[kVariant];
  Lock lock("lock");

  Thread prod("producer", [&] {
    for (long i = 0; i < lines; ++i) {
      say(lock, variant, format("Producer Amazon produces Amazon-{} (size=1)", i));
    }
  });
  Thread cons("consumer", [&] {
    for (long i = 0; i < lines; ++i) {
      say(lock, variant, format("consumer Customer consumes Amazon-{} (size=0)", i));
    }
  });
  prod.start(), cons.start();
  prod.join(), cons.join();
}

constexpr Demo kDemo{
    .id = "print_tearing",
    .title = "Torn lines",
    .chapter = 1,
    .order = 6,
    .teaches =
        "print writes twice: the text, then the end of the line. Another thread may write in "
        "between, "
        "and the lines tear.",
    .look = "Lines with two threads' texts in them, and the empty lines that follow.",
    .question = "Is there ever a line with half of a text in it?",
    .notebook =
        "The output of the queue's producer and consumer, printed without a lock, has lines with "
        "two "
        "texts and then an empty one. The notebook shows them as they came.",
    .parameters = {parameter(kLines), parameter(kVariant)},
    .presets = {{"locked", {{"lines", "5"}, {"variant", "locked"}}}},
    .variants = "variant",
    .expected = {{.values = {{"lines", "1"}, {"variant", "not locked"}},
                  .fates = {"finished"},
                  .outputs = {"Producer Amazon produces Amazon-0 (size=1)\n"
                              "consumer Customer consumes Amazon-0 (size=0)\n",
                              "consumer Customer consumes Amazon-0 (size=0)\n"
                              "Producer Amazon produces Amazon-0 (size=1)\n",
                              "Producer Amazon produces Amazon-0 (size=1)"
                              "consumer Customer consumes Amazon-0 (size=0)\n\n",
                              "consumer Customer consumes Amazon-0 (size=0)"
                              "Producer Amazon produces Amazon-0 (size=1)\n\n"}},
                 {.values = {{"lines", "1"}, {"variant", "locked"}},
                  .fates = {"finished"},
                  .outputs = {"Producer Amazon produces Amazon-0 (size=1)\n"
                              "consumer Customer consumes Amazon-0 (size=0)\n",
                              "consumer Customer consumes Amazon-0 (size=0)\n"
                              "Producer Amazon produces Amazon-0 (size=1)\n"}},
                 {.values = {{"lines", "1"}, {"variant", "one write"}},
                  .fates = {"finished"},
                  .outputs = {"Producer Amazon produces Amazon-0 (size=1)\n"
                              "consumer Customer consumes Amazon-0 (size=0)\n",
                              "consumer Customer consumes Amazon-0 (size=0)\n"
                              "Producer Amazon produces Amazon-0 (size=1)\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = print_tearing,
};

const Registration registration(kDemo);

}  // namespace
