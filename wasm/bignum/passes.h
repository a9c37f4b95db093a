// Passes of a transform: each at `count` places, next to each other, of all the parts that one is
// taken apart to.
#pragma once

#include <cstddef>
#include <cstdint>

#include "bignum/pair.h"
#include "bignum/turns.h"
#include "bignum/unit_root.h"

namespace interleave {

// values_of are the values of a + b x + c x^2 + d x^3 at 1, i, -1 and -i.
struct Four {
  PairValue at_1, at_i, at_minus_1, at_minus_i;
};
[[gnu::always_inline]] inline Four values_of(PairValue a, PairValue b, PairValue c, PairValue d) {
  const PairValue sum = a + c, difference = a - c, other = b + d, turn = turned(b - d);
  return {sum + other, difference + turn, sum - other, difference - turn};
}

// split_by_four makes of x^4m - r^4 its four parts, and join_by_four 4 times what was before; m is
// `part`.
[[gnu::noinline]] inline void split_by_four(PairValue* x, std::size_t part, std::size_t count,
                                            const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < count; ++j) {
    const Four four = values_of(x[j], x[j + part] * by.once, x[j + 2 * part] * by.twice,
                                x[j + 3 * part] * by.thrice);
    x[j] = four.at_1;
    x[j + part] = four.at_i;
    x[j + 2 * part] = four.at_minus_1;
    x[j + 3 * part] = four.at_minus_i;
  }
}

// The turns go the other way round.
[[gnu::noinline]] inline void join_by_four(PairValue* x, std::size_t part, std::size_t count,
                                           const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < count; ++j) {
    const Four four = values_of(x[j], x[j + part], x[j + 2 * part], x[j + 3 * part]);
    x[j] = four.at_1;
    x[j + part] = four.at_minus_i * conjugate(by.once);
    x[j + 2 * part] = four.at_minus_1 * conjugate(by.twice);
    x[j + 3 * part] = four.at_i * conjugate(by.thrice);
  }
}

// By two it is modulo x^2m - r^4: the parts are modulo x^m - r^2 and x^m + r^2.
inline void split_by_two(PairValue* x, std::size_t part, const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < part; ++j) {
    const PairValue a = x[j], b = x[j + part] * by.twice;
    x[j] = a + b;
    x[j + part] = a - b;
  }
}

inline void join_by_two(PairValue* x, std::size_t part, const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < part; ++j) {
    const PairValue a = x[j], b = x[j + part];
    x[j] = a + b;
    x[j + part] = (a - b) * conjugate(by.twice);
  }
}

// FirstTurns are what the first pass multiplies with: i^(1/4), its square and its cube are
// far + near i, half + half i and near + far i, with the root of 1/2 for half.
struct FirstTurns {
  Pair far, near, half;
};
inline FirstTurns first_turns(double scale = 1) {
  static const Root root = unit_root(1, 16), square = unit_root(2, 16);
  return {both(scale * root.re), both(scale * root.im), both(scale * square.re)};
}

[[gnu::always_inline]] inline Four first_values_of(Pair a, Pair b, Pair c, Pair d, FirstTurns by) {
  const Pair second = c * by.half;
  const PairValue other{b * by.far + d * by.near, b * by.near + d * by.far};
  const PairValue turn{d * by.far - b * by.near, b * by.far - d * by.near};
  const Pair sum = a + second, difference = a - second;
  return {{sum + other.re, second + other.im},
          {difference + turn.re, turn.im - second},
          {sum - other.re, second - other.im},
          {difference - turn.re, -second - turn.im}};
}
[[gnu::always_inline]] inline Four first_values_of(PairValue a, PairValue b, PairValue c,
                                                   PairValue d, FirstTurns by) {
  return values_of(a, {b.re * by.far - b.im * by.near, b.re * by.near + b.im * by.far},
                   {(c.re - c.im) * by.half, (c.re + c.im) * by.half},
                   {d.re * by.near - d.im * by.far, d.re * by.far + d.im * by.near});
}

// first_pass makes four parts of the coefficients, at `count` places; those of Complex ones have
// imaginary parts.
template <bool Complex>
void first_pass(const std::int16_t* coefficients, PairValue* values, std::size_t part,
                std::size_t count) {
  const FirstTurns by = first_turns();
  const auto write = [part](PairValue* to, const Four& four) {
    to[0] = firsts(four.at_1, four.at_i);
    to[1] = seconds(four.at_1, four.at_i);
    to[part] = firsts(four.at_minus_1, four.at_minus_i);
    to[part + 1] = seconds(four.at_minus_1, four.at_minus_i);
  };
  for (std::size_t j = 0; j < count; j += 4, coefficients += 4, values += 4) {
    const auto run = [&](std::size_t number) {
      return widened(quad(coefficients + number * part));
    };
    const TwoPairs a = run(0), b = run(1), c = run(2), d = run(3);
    if constexpr (Complex) {
      const TwoPairs e = run(4), f = run(5), g = run(6), h = run(7);
      write(values, first_values_of(PairValue{a.low, e.low}, PairValue{b.low, f.low},
                                    PairValue{c.low, g.low}, PairValue{d.low, h.low}, by));
      write(values + 2, first_values_of(PairValue{a.high, e.high}, PairValue{b.high, f.high},
                                        PairValue{c.high, g.high}, PairValue{d.high, h.high}, by));
    } else {
      write(values, first_values_of(a.low, b.low, c.low, d.low, by));
      write(values + 2, first_values_of(a.high, b.high, c.high, d.high, by));
    }
  }
}

}  // namespace interleave
