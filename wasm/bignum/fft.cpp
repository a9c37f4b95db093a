#include "bignum/fft.h"

#include <initializer_list>

#include "bignum/leaf.h"
#include "bignum/pair.h"
#include "bignum/turns.h"
#include "bignum/unit_root.h"

namespace interleave {
namespace {

// values_of are the values of a + b x + c x^2 + d x^3 at 1, i, -1 and -i.
struct Four {
  PairValue at_1, at_i, at_minus_1, at_minus_i;
};
[[gnu::always_inline]] inline Four values_of(PairValue a, PairValue b, PairValue c, PairValue d) {
  const PairValue sum = a + c, difference = a - c, other = b + d, turn = turned(b - d);
  return {sum + other, difference + turn, sum - other, difference - turn};
}

void split_by_four(PairValue* x, std::size_t part, const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < part; ++j) {
    const Four four = values_of(x[j], x[j + part] * by.once, x[j + 2 * part] * by.twice,
                                x[j + 3 * part] * by.thrice);
    x[j] = four.at_1;
    x[j + part] = four.at_i;
    x[j + 2 * part] = four.at_minus_1;
    x[j + 3 * part] = four.at_minus_i;
  }
}

// The other way about, the turns go the other way round.
void join_by_four(PairValue* x, std::size_t part, const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < part; ++j) {
    const Four four = values_of(x[j], x[j + part], x[j + 2 * part], x[j + 3 * part]);
    x[j] = four.at_1;
    x[j + part] = four.at_minus_i * conjugate(by.once);
    x[j + 2 * part] = four.at_minus_1 * conjugate(by.twice);
    x[j + 3 * part] = four.at_i * conjugate(by.thrice);
  }
}

// By two it is modulo x^2m - r^4: the parts are modulo x^m - r^2 and x^m + r^2.
void split_by_two(PairValue* x, std::size_t part, const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < part; ++j) {
    const PairValue a = x[j], b = x[j + part] * by.twice;
    x[j] = a + b;
    x[j + part] = a - b;
  }
}

void join_by_two(PairValue* x, std::size_t part, const Turns& turns) {
  const Turns by = turns;  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < part; ++j) {
    const PairValue a = x[j], b = x[j + part];
    x[j] = a + b;
    x[j + part] = (a - b) * conjugate(by.twice);
  }
}

// What is left of a length is a leaf of 3 or 4, or twice that.
constexpr std::size_t kMostLeaf = 4;
constexpr bool splits_by_four(std::size_t length) { return length > 2 * kMostLeaf; }

// A long part is finished before the next is begun: what it works on stays in the cache.
constexpr std::size_t kCached = 1024;

struct Half {
  std::size_t number;

  void split(PairValue* x, std::size_t length, unsigned depth, std::size_t part) const {
    if (length > kCached) {
      split_by_four(x, length / 4, turns_of(depth, number)[part]);
      for (std::size_t c = 0; c < 4; ++c) {
        split(x + c * (length / 4), length / 4, depth + 1, 4 * part + c);
      }
      return;
    }
    std::size_t parts = 1;
    for (; splits_by_four(length); length /= 4, ++depth, parts *= 4) {
      const Turns* const turns = turns_of(depth, number) + part * parts;
      for (std::size_t i = 0; i < parts; ++i) split_by_four(x + i * length, length / 4, turns[i]);
    }
    if (length <= kMostLeaf) return;
    const Turns* const turns = turns_of(depth, number) + part * parts;
    for (std::size_t i = 0; i < parts; ++i) split_by_two(x + i * length, length / 2, turns[i]);
  }

  void join(PairValue* x, std::size_t length, unsigned depth, std::size_t part) const {
    if (length > kCached) {
      for (std::size_t c = 0; c < 4; ++c) {
        join(x + c * (length / 4), length / 4, depth + 1, 4 * part + c);
      }
      join_by_four(x, length / 4, turns_of(depth, number)[part]);
      return;
    }
    const std::size_t whole = length;
    for (; splits_by_four(length); length /= 4) ++depth;
    if (length > kMostLeaf) {
      const std::size_t parts = whole / length;
      const Turns* const turns = turns_of(depth, number) + part * parts;
      for (std::size_t i = 0; i < parts; ++i) join_by_two(x + i * length, length / 2, turns[i]);
    }
    while (length < whole) {
      length *= 4;
      --depth;
      const std::size_t parts = whole / length;
      const Turns* const turns = turns_of(depth, number) + part * parts;
      for (std::size_t i = 0; i < parts; ++i) join_by_four(x + i * length, length / 4, turns[i]);
    }
  }
};

template <std::size_t Leaf>
void multiply_leaves(PairValue* x, const PairValue* y, std::size_t length, std::size_t half) {
  unsigned depth = 0;
  std::size_t parts = 1;
  for (; splits_by_four(length); length /= 4, parts *= 4) ++depth;
  // The roots of the parts that one was split to last: by two, or by four.
  const bool by_two = length > Leaf;
  const Turns* const turns = turns_of(by_two ? depth : depth - 1, half);
  const std::size_t last = by_two ? 2 : 4;
  for (std::size_t i = 0; i < (by_two ? parts : parts / 4); ++i) {
    PairValue root = by_two ? turns[i].twice : turns[i].once;
    for (std::size_t c = 0; c < last; ++c, x += Leaf, y += Leaf) {
      x == y ? square_leaf<Leaf>(x, root) : multiply_leaf<Leaf>(x, y, root);
      root = by_two ? turned(turned(root)) : turned(root);
    }
  }
}

// FirstTurns are what the first pass multiplies with: i^(1/4), its square and its cube are
// far + near i, half + half i and near + far i, with the root of 1/2 for half.
struct FirstTurns {
  Pair far, near, half;
};
FirstTurns first_turns(double scale = 1) {
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

// first_pass makes four parts of the coefficients; those of Complex ones have imaginary parts.
template <bool Complex>
void first_pass(const std::int16_t* coefficients, PairValue* values, std::size_t part) {
  const FirstTurns by = first_turns();
  const auto write = [part](PairValue* to, const Four& four) {
    to[0] = firsts(four.at_1, four.at_i);
    to[1] = seconds(four.at_1, four.at_i);
    to[part] = firsts(four.at_minus_1, four.at_minus_i);
    to[part + 1] = seconds(four.at_minus_1, four.at_minus_i);
  };
  for (std::size_t j = 0; j < part; j += 4, coefficients += 4, values += 4) {
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

}  // namespace

std::size_t fft_size(std::size_t count) {
  std::size_t unit = 16;
  while (unit * 12 < count) unit *= 4;
  for (const std::size_t times : {4u, 6u, 8u}) {
    if (unit * times >= count) return unit * times;
  }
  return unit * 12;
}

std::size_t leaf_size(std::size_t size) { return size % 3 == 0 ? 3 : 4; }

void transform(const std::int16_t* coefficients, Given given, PairValue* values, std::size_t size) {
  const std::size_t part = size / 4;
  given == Given::all ? first_pass<true>(coefficients, values, part)
                      : first_pass<false>(coefficients, values, part);
  Half{0}.split(values, part, 0, 0);
  Half{1}.split(values + part, part, 0, 0);
}

void multiply(PairValue* values, const PairValue* others, std::size_t size) {
  const std::size_t part = size / 4;
  for (std::size_t half = 0; half < kHalves; ++half) {
    leaf_size(size) == 3 ? multiply_leaves<3>(values, others, part, half)
                         : multiply_leaves<4>(values, others, part, half);
    values += part;
    others += part;
  }
}

void transform_back(PairValue* values, std::size_t size) {
  Half{0}.join(values, size / 4, 0, 0);
  Half{1}.join(values + size / 4, size / 4, 0, 0);
}

void coefficients_of(const PairValue* values, std::size_t size, std::size_t from, std::size_t count,
                     double* to, std::size_t stride) {
  // Joining has made them as many times too large as there are parts.
  const double scale = static_cast<double>(leaf_size(size)) / static_cast<double>(size);
  const Pair all = both(scale);
  const FirstTurns by = first_turns(scale);
  const PairValue* const first = values + from;
  const PairValue* const second = first + size / 4;
  for (std::size_t j = 0; j < count; j += 2) {
    const Four four =
        values_of(firsts(first[j], first[j + 1]), seconds(first[j], first[j + 1]),
                  firsts(second[j], second[j + 1]), seconds(second[j], second[j + 1]));
    const auto write = [&](std::size_t run, PairValue value) {
      pair(to + run * stride + j) = value.re;
      pair(to + (run + 4) * stride + j) = value.im;
    };
    const PairValue a = four.at_1, b = four.at_minus_i, c = four.at_minus_1, d = four.at_i;
    write(0, {a.re * all, a.im * all});
    write(1, {b.re * by.far + b.im * by.near, b.im * by.far - b.re * by.near});
    write(2, {(c.re + c.im) * by.half, (c.im - c.re) * by.half});
    write(3, {d.re * by.near + d.im * by.far, d.im * by.near - d.re * by.far});
  }
}

}  // namespace interleave
