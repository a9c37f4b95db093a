#include "demo.h"
#include "python/print.h"
#include "python/repr.h"

using namespace interleave;

namespace {

constexpr TextList kTexts{.name = "texts",
                          .label = "Texts",
                          .standard = "Ibsf Lsjtiob Ibsf Sbnb, ab ef hi",
                          .max_items = 8,
                          .max_length = 80,
                          .help = "One line for each."};
constexpr Integer kShift{.name = "shift",
                         .label = "Shift",
                         .standard = 1,
                         .min = -1000,
                         .max = 1000,
                         .help = "Negative to go back."};

std::string get_forwarded_result_of(const std::string& text, long shift) {
  std::string modified_text;
  for (const char32_t ch : characters(text)) {
    if (ch != ' ') {
      modified_text += chr(static_cast<long>(ch) + shift);
    } else {
      modified_text += ' ';
    }
  }
  return modified_text;
}

void shift_text(const Arguments& arguments) {
  for (const std::string& text : arguments[kTexts]) {
    print(get_forwarded_result_of(text, arguments[kShift]));
  }
}

constexpr Demo kDemo{
    .id = "shift_text",
    .title = "Every character moved on by one",
    .chapter = 7,
    .order = 4,
    .teaches =
        "A character is a number: ord and chr go from one to the other. This program has one "
        "thread "
        "and one outcome, however often it runs.",
    .look = "One lane and nothing to interleave.",
    .question = "Which shift makes the first text readable again?",
    .notebook =
        "A small function that replaces every character but the space by the one that follows it.",
    .parameters = {parameter(kTexts), parameter(kShift)},
    .presets = {{"notebook", {{"texts", "Ibsf Lsjtiob Ibsf Sbnb, ab ef hi"}, {"shift", "1"}}},
                {"and back", {{"texts", "Jctg Mtkujpc Jctg Tcoc, bc fg ij"}, {"shift", "-1"}}}},
    .expected = {{.values = {},
                  .fates = {"finished"},
                  .outputs = {"Jctg Mtkujpc Jctg Tcoc\nbc fg ij\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .body = shift_text,
};

const Registration registration(kDemo);

}  // namespace

/* python
def get_forwarded_result_of(text):  #= std::string get_forwarded
    modified_text = []  #= std::string modified
    for ch in text:  #= for (const char32_t
        if(ch != " "):  #= if (ch
            modified_text.append(chr(ord(ch)+1))  #= chr(static_cast
        else:  #= } else {
            modified_text.append(ch)  #= += ' '
    return "".join(modified_text)  #= return modified

print(get_forwarded_result_of("Ibsf Lsjtiob Ibsf Sbnb"))  #= print(get_forwarded
print(get_forwarded_result_of("ab ef hi"))
*/
