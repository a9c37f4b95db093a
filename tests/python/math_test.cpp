#include "python/math.h"

#include "python/gil.h"
#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"small_factorials",
     [] {
       for (const long n : {0, 1, 5, 20, 25}) print(math::factorial(n).str());
     },
     "1\n1\n120\n2432902008176640000\n15511210043330985984000000\n"},
    {"what_has_no_factorial",
     [] {
       print(message_of([] { math::factorial(-1); }));
       print(message_of([] { math::factorial(1'000'001); }));
     },
     "ValueError: factorial() not defined for negative values\n"
     "OverflowError: factorial() argument should not exceed 1000000\n"},
    {"more_digits_than_may_be_written",
     [] {
       print(to_text(get_int_max_str_digits()));
       const LongInteger number = math::factorial(2000);
       print(to_text(number.digits()));
       print(message_of([&] { number.str(); }));
       set_int_max_str_digits(5735);
       print(message_of([&] { number.str(); }));
       set_int_max_str_digits(5736);
       print(to_text(number.str().size()));
       set_int_max_str_digits(0);
       print(to_text(math::factorial(20'000).str().size()));
       for (const long wrong : {1, 639, -1}) {
         print(message_of([=] { set_int_max_str_digits(wrong); }));
       }
     },
     "4300\n5736\n"
     "ValueError: Exceeds the limit (4300 digits) for integer string conversion; use "
     "sys.set_int_max_str_digits() to increase the limit\n"
     "ValueError: Exceeds the limit (5735 digits) for integer string conversion; use "
     "sys.set_int_max_str_digits() to increase the limit\n"
     "5736\n77338\n"
     "ValueError: maxdigits must be 0 or larger than 640\n"
     "ValueError: maxdigits must be 0 or larger than 640\n"
     "ValueError: maxdigits must be 0 or larger than 640\n"},
    {"others_may_take_part",
     [] {
       set_int_max_str_digits(0);
       const std::string alone = math::factorial(60'000).str();
       Thread other("other", [&] {
         print(math::factorial(60'000, math::Work::shared).str() == alone ? "same" : "different");
       });
       other.start();
       other.join();
       Gil gil;
       const Gil::Held held(&gil);
       print(math::factorial(60'000, math::Work::shared).str() == alone ? "same" : "different");
     },
     "same\nsame\n"},
    {"many_at_once", [] { print(to_text(math::factorials(100))); }, "6834\n"},
};
INTERLEAVE_TABLE(MathTable, kRows);

TEST(Math, ControlledTheTimeFollowsFromTheDigits) {
  const RunRecord run = run_default([] { math::factorial(20'000); });
  EXPECT_EQ(run.elapsed, 77'338 * 17 * 3 / 4);
}

}  // namespace
}  // namespace interleave::testing
