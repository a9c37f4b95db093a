#include "python/math.h"

#include <atomic>
#include <bit>
#include <iterator>
#include <stdexcept>

#include "kernel/engine.h"
#include "python/compute.h"
#include "python/gil.h"
#include "sync/errors.h"
#include "sync/text.h"

namespace interleave {
namespace {

struct IntLimit final : Attachment {
  static constexpr unsigned kSlot = 2;
  std::atomic<long> digits = 4300;

  std::unique_ptr<Attachment> forked() const override {
    auto copy = std::make_unique<IntLimit>();
    copy->digits = digits.load();
    return copy;
  }
};

// cost_of is the virtual time that a factorial with so many digits takes: 3/4 ns for each digit and
// doubling, which is about what it takes in a browser of 2025.
Time cost_of(std::size_t digits) {
  return static_cast<Time>(digits) * std::bit_width(digits) * 3 / 4;
}

void check_range(long n) {
  if (n < 0) throw ValueError("factorial() not defined for negative values");
  if (n > static_cast<long>(kMostFactorial)) {
    throw OverflowError(format("factorial() argument should not exceed {}", kMostFactorial));
  }
}

}  // namespace

long get_int_max_str_digits() { return Engine::current().attachment<IntLimit>().digits; }

void set_int_max_str_digits(long digits) {
  if (digits < 0 || (digits > 0 && digits < 640)) {
    throw ValueError("maxdigits must be 0 or larger than 640");
  }
  Engine::current().attachment<IntLimit>().digits = digits;
}

std::string LongInteger::str(Location where) const {
  const long most = get_int_max_str_digits();
  if (most > 0 && digits() > static_cast<std::size_t>(most)) {
    throw ValueError(
        format("Exceeds the limit ({} digits) for integer string conversion; use "
               "sys.set_int_max_str_digits() to increase the limit",
               most));
  }
  std::string text;
  compute(
      "the text",
      [&](const Checkpoint&) {
        text = value_.text();
        return static_cast<Time>(text.size()) * 2;
      },
      where);
  return text;
}

LongInteger math::factorial(long n, Work work, Location where) {
  check_range(n);
  Share share;
  if (kMayShare && work == Work::shared && Gil::of_caller() == nullptr) {
    share = [&engine = Engine::current()](unsigned count, const auto& part) {
      engine.share(count, part);
    };
  }
  Factorial result;
  compute(
      format("{}!", n),
      [&](const Checkpoint& checkpoint) {
        result = interleave::factorial(static_cast<std::uint32_t>(n), checkpoint, share);
        return cost_of(result.length());
      },
      where);
  return LongInteger(std::move(result));
}

bool math::warm_up(unsigned step) {
  if (!kMayShare) return false;  // a controlled module, where no time is measured
  // A browser compiles a function better once it has run for a while, beside us and meanwhile. The
  // last step also touches the memory that the notebook's largest number takes.
  constexpr std::uint32_t kSteps[] = {20'000, 20'000, 20'000, 20'000, 330'000};
  const Share in_turn = [](unsigned count, const auto& work) {
    for (unsigned i = 0; i < count; ++i) work(i);
  };
  interleave::factorial(kSteps[step], nullptr, step % 2 == 1 ? in_turn : nullptr).text();
  return step + 1 < std::size(kSteps);
}

std::uint64_t math::factorials(long n, Location where) {
  if (n > 0) check_range(n - 1);
  std::uint64_t digits = 0;
  compute(
      format("x! for x in range({})", n),
      [&](const Checkpoint& checkpoint) {
        Time cost = 0;
        for (long x = 0; x < n; ++x) {
          const double share = static_cast<double>(x) / static_cast<double>(n);
          const auto inner = [&](double) { checkpoint(share * share); };
          const Factorial one = interleave::factorial(static_cast<std::uint32_t>(x), inner);
          digits += one.length();
          cost += cost_of(one.length());
          if (x % 16 == 0) checkpoint(share * share);
        }
        return cost;
      },
      where);
  return digits;
}

}  // namespace interleave
