// Carrier: the digits of a number whose coefficients are known, eight at a time.
#pragma once

#include <algorithm>
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
  void add(const double* coefficients, std::size_t count, std::int16_t* digits) {
    const std::size_t octets = count / kOctet, left = count % kOctet;
    add_octets(coefficients, octets, digits);
    if (left == 0) return;
    // The last few, with zeros above.
    double last[kOctet] = {};
    std::int16_t last_digits[kOctet] = {};
    const std::size_t at = octets * kOctet;
    std::copy_n(coefficients + at, left, last);
    std::copy_n(digits + at, left, last_digits);
    add_octets(last, 1, last_digits);
    std::copy_n(last_digits, left, digits + at);
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

  // Constants are what every octet needs.
  struct Constants {
    static constexpr double kSquare = static_cast<double>(Base) * Base;
    Pair round = both(kept(kRound)), square = both(kept(kSquare)),
         inverse = both(kept(1 / kSquare));
    Octet base = Octet{} + kept(kBase16), scale_middle = Octet{} + kept(scale(kShift)),
          scale_carry = Octet{} + kept(scale(kCarryShift));
  };

  [[gnu::noinline]] void add_octets(const double* coefficients, std::size_t octets,
                                    std::int16_t* digits) {
    State state = state_;  // a copy that nothing points to: it is kept in registers
    const Constants by;
    for (; octets > 0; --octets, coefficients += kOctet, digits += kOctet) {
      Pair middles[4];  // with kRound
#pragma GCC unroll 4
      for (std::size_t i = 0; i < 4; ++i) {
        const Pair value = pair(coefficients + 2 * i);
        const Pair high = value * by.inverse + by.round;
        middles[i] = (value - (high - by.round) * by.square) + state.high;
        state.high = high;
      }
      const Quad first = whole_numbers(middles[0], middles[1]);
      const Quad second = whole_numbers(middles[2], middles[3]);
      const Octet quotients = scaled(narrowed(first >> kShift, second >> kShift), by.scale_middle);
      Octet value = octet(digits) + less_product(low_halves(first, second), quotients, by.base) +
                    moved_up(state.quotients, quotients);
      state.quotients = quotients;
      const Octet carries = scaled(value >> kCarryShift, by.scale_carry);
      value += moved_up(state.carries, carries) - carries * by.base;
      state.carries = carries;
      store(digits, value);
    }
    state_ = state;
  }

  State state_;
};

}  // namespace interleave
