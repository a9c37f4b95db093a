// Carrier: the digits of a number whose coefficients are known, eight at a time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "bignum/pair.h"

namespace interleave {

// Carrier adds a run of coefficients, from the lowest on, to a run of balanced digits to the base
// Base, and keeps what is to be carried on. No coefficient waits for the one below it: each is
//     high Base^2 + middle
// with a middle from -Base^2 / 2 to Base^2 / 2. To the middle the high of two places below is
// added, which is small beside it, and it becomes
//     quotient Base + rest
// by a quotient that is off by less than 0.8: the rest is below 0.8 Base, the quotient near
// Base / 2 at most. They are added to its own digit and to the one above. That one is then below
// two Bases, and what brings it back is carried one place up: how often to take Base away is found
// to within Base / 80, which leaves balanced digits.
//
// Requires: coefficients below 2^45, so that what goes two places up is small beside Base^2.
template <std::uint32_t Base>
class Carrier {
 public:
  // add takes `count` coefficients. Unless it is the last call, `count` is a multiple of 8.
  [[gnu::noinline]] void add(const double* coefficients, std::size_t count, std::int16_t* digits) {
    State here = state_;  // a copy that nothing points to: it is kept in registers
    double last[kOctet] = {};
    std::int16_t last_digits[kOctet] = {};
    std::size_t left = count;
    for (; left > 0; left -= kOctet, coefficients += kOctet, digits += kOctet) {
      std::int16_t* to = digits;
      if (left < kOctet) [[unlikely]] {
        // The last few, with zeros above.
        for (std::size_t k = 0; k < left; ++k) {
          last[k] = coefficients[k];
          last_digits[k] = digits[k];
        }
        coefficients = last;
        to = last_digits;
      }
      add_octet(coefficients, to, here);
      if (left < kOctet) [[unlikely]]
        break;
    }
    state_ = here;
    if (left == 0) return;
    for (std::size_t k = 0; k < left; ++k) digits[k] = last_digits[k];
    // What the zeros became is carried on. It is below 2^33, as the coefficients are below 2^45;
    // what is on the way to it may not be, but that goes by 2^64s.
    auto carry = static_cast<std::uint64_t>(rest());
    for (std::size_t k = kOctet; k-- > left;) {
      carry = carry * Base + static_cast<std::uint64_t>(std::int64_t{last_digits[k]});
    }
    state_ = State{};
    state_.high[0] = kRound + static_cast<double>(static_cast<std::int64_t>(carry));
  }

  // rest is what the digit above the run is to get.
  std::int64_t rest() const {
    return static_cast<std::int64_t>(state_.high[0] - kRound) +
           static_cast<std::int64_t>(state_.high[1] - kRound) * kWhole + state_.quotients[7] +
           state_.carries[7];
  }

 private:
  static constexpr std::int64_t kWhole = Base;
  static constexpr auto kBase16 = static_cast<std::int16_t>(Base);

  // scale makes what was shifted down a share of Base, in 2^15ths.
  static constexpr std::int16_t scale(unsigned shift) {
    return static_cast<std::int16_t>(((std::int64_t{1} << (15 + shift)) + kWhole / 2) / kWhole);
  }
  // A middle is below 2^27, and without its lowest bits it has 16. The quotient is off by 0.5 for
  // being rounded, 2^kShift / Base for the lost bits and 0.1 for the scale.
  static constexpr unsigned kShift = 11;
  // A digit is below 2^15, and with a scale of a few bits the carry is off by 0.8 % of it and by
  // the lost bits.
  static constexpr unsigned kCarryShift = 2;

  // State is what the digits above get: of the last two coefficients what goes two places up, with
  // kRound added, and of the last octet what goes one place up.
  struct State {
    Pair high = both(kRound);
    Octet quotients{}, carries{};
  };

  [[gnu::always_inline]] static void add_octet(const double* coefficients, std::int16_t* digits,
                                               State& state) {
    constexpr double kSquare = static_cast<double>(Base) * Base;
    Pair middles[4];  // with kRound
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) {
      const Pair value = pair(coefficients + 2 * i);
      const Pair high = value * (1 / kSquare) + kRound;
      middles[i] = (value - (high - kRound) * kSquare) + state.high;
      state.high = high;
    }
    const Quad first = whole_numbers(middles[0], middles[1]);
    const Quad second = whole_numbers(middles[2], middles[3]);
    const Octet quotients = scaled(narrowed(first >> kShift, second >> kShift), scale(kShift));
    const Octet base = Octet{} + kBase16;
    Octet value = octet(digits) + less_product(low_halves(first, second), quotients, base) +
                  moved_up(state.quotients, quotients);
    state.quotients = quotients;
    const Octet carries = scaled(value >> kCarryShift, scale(kCarryShift));
    value += moved_up(state.carries, carries) - carries * base;
    state.carries = carries;
    store(digits, value);
  }

  State state_;
};

}  // namespace interleave
