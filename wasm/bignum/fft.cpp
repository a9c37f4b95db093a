#include "bignum/fft.h"

#include <array>
#include <bit>
#include <initializer_list>
#include <mutex>
#include <vector>

#include "bignum/pair.h"
#include "bignum/unit_root.h"

namespace interleave {
namespace {

// Turns are the first three powers of r, for two parts x^4m - r^4 side by side.
struct Turns {
  PairValue once, twice, thrice;
};

// turns_from are made of root(power, lane).
template <class RootOf>
Turns turns_from(RootOf&& root_of) {
  Turns turns;
  unsigned power = 1;
  for (PairValue* const value : {&turns.once, &turns.twice, &turns.thrice}) {
    for (std::size_t lane = 0; lane < 2; ++lane) {
      const Root root = root_of(power, lane);
      value->re[lane] = root.re;
      value->im[lane] = root.im;
    }
    ++power;
  }
  return turns;
}

// values_of are the values of a + b x + c x^2 + d x^3 at 1, i, -1 and -i.
struct Four {
  PairValue at_1, at_i, at_minus_1, at_minus_i;
};
[[gnu::always_inline]] inline Four values_of(PairValue a, PairValue b, PairValue c, PairValue d) {
  const PairValue sum = a + c, difference = a - c, other = b + d, turn = turned(b - d);
  return {sum + other, difference + turn, sum - other, difference - turn};
}

// The first pass makes four parts. Two of them lie side by side as the two lanes of PairValues, and
// the other two follow: each of these two halves is then taken apart on its own, and nothing ever
// crosses lanes. Of depth d there are 4^d parts in each lane.
constexpr std::size_t kHalves = 2;
constexpr unsigned kDepths = std::bit_width(kMostFftSize) / 2;

Root root_of(unsigned depth, std::size_t half, std::size_t lane, std::size_t part, unsigned power) {
  // Part c of what is modulo x^4m - e^(2 pi i t) is modulo x^m - e^(2 pi i (t + c) / 4): the digits
  // of `part` to the base 4 come from the last on.
  std::size_t turns = 0;
  for (unsigned digit = 0; digit < depth; ++digit, part /= 4) turns = turns * 4 + part % 4;
  const std::size_t first = 1 + 4 * (2 * half + lane);  // i^(1/4) and its quarter turns, in 16ths
  return unit_root(power * (first + 16 * turns), std::size_t{64} << (2 * depth));
}

// turns_of are those of the parts of a depth, of one half after the other; made at their first use,
// whichever thread that is.
const Turns* turns_of(unsigned depth, std::size_t half) {
  struct Once {
    std::once_flag flag;
    std::vector<Turns> turns;
  };
  static std::array<Once, kDepths> all;
  Once& once = all[depth];
  const std::size_t parts = std::size_t{1} << (2 * depth);
  std::call_once(once.flag, [&] {
    once.turns.resize(kHalves * parts);
    for (std::size_t i = 0; i < kHalves * parts; ++i) {
      once.turns[i] = turns_from([&](unsigned power, std::size_t lane) {
        return root_of(depth, i / parts, lane, i % parts, power);
      });
    }
  });
  return once.turns.data() + half * parts;
}

void split_by_four(PairValue* x, std::size_t part, const Turns& by) {
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
void join_by_four(PairValue* x, std::size_t part, const Turns& by) {
  for (std::size_t j = 0; j < part; ++j) {
    const Four four = values_of(x[j], x[j + part], x[j + 2 * part], x[j + 3 * part]);
    x[j] = four.at_1;
    x[j + part] = four.at_minus_i * conjugate(by.once);
    x[j + 2 * part] = four.at_minus_1 * conjugate(by.twice);
    x[j + 3 * part] = four.at_i * conjugate(by.thrice);
  }
}

// By two it is modulo x^2m - r^4: the parts are modulo x^m - r^2 and x^m + r^2.
void split_by_two(PairValue* x, std::size_t part, const Turns& by) {
  for (std::size_t j = 0; j < part; ++j) {
    const PairValue a = x[j], b = x[j + part] * by.twice;
    x[j] = a + b;
    x[j + part] = a - b;
  }
}

void join_by_two(PairValue* x, std::size_t part, const Turns& by) {
  for (std::size_t j = 0; j < part; ++j) {
    const PairValue a = x[j], b = x[j + part];
    x[j] = a + b;
    x[j + part] = (a - b) * conjugate(by.twice);
  }
}

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
    for (; length % 4 == 0; length /= 4, ++depth, parts *= 4) {
      const Turns* const turns = turns_of(depth, number) + part * parts;
      for (std::size_t i = 0; i < parts; ++i) split_by_four(x + i * length, length / 4, turns[i]);
    }
    if (length % 2 != 0) return;
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
    for (; length % 4 == 0; length /= 4) ++depth;
    if (length % 2 == 0) {
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

// multiply_leaf multiplies modulo x^3 - root.
void multiply_leaf(PairValue* x, const PairValue* y, PairValue root) {
  const PairValue a = x[0], b = x[1], c = x[2], d = y[0], e = y[1], f = y[2];
  x[0] = a * d + (b * f + c * e) * root;
  x[1] = a * e + b * d + c * f * root;
  x[2] = a * f + b * e + c * d;
}

void multiply_leaves(PairValue* x, const PairValue* y, std::size_t length, std::size_t half) {
  unsigned depth = 0;
  std::size_t parts = 1;
  for (; length % 4 == 0; length /= 4, parts *= 4) ++depth;
  // The roots of the parts that one was split to last: by two, or by four.
  const bool by_two = length % 2 == 0;
  const Turns* const turns = turns_of(by_two ? depth : depth - 1, half);
  const std::size_t last = by_two ? 2 : 4;
  for (std::size_t i = 0; i < (by_two ? parts : parts / 4); ++i) {
    PairValue root = by_two ? turns[i].twice : turns[i].once;
    for (std::size_t c = 0; c < last; ++c, x += 3, y += 3) {
      multiply_leaf(x, y, root);
      root = by_two ? turned(turned(root)) : turned(root);
    }
  }
}

// What the first pass multiplies with: the powers of i^(1/4).
const Turns& first_turns() {
  static const Turns all =
      turns_from([](unsigned power, std::size_t) { return unit_root(power, 16); });
  return all;
}

// first_pass makes four parts of the coefficients; those of Complex ones have imaginary parts.
template <bool Complex>
void first_pass(const std::int16_t* coefficients, PairValue* values, std::size_t part) {
  const Turns by = first_turns();  // a copy: it is not looked up at each place
  for (std::size_t j = 0; j < part; j += 2, coefficients += 2, values += 2) {
    const auto at = [&](std::size_t run, PairValue turn) {
      const Pair re = widened(coefficients + run * part);
      if constexpr (!Complex) return PairValue{re * turn.re, re * turn.im};
      return PairValue{re, widened(coefficients + (run + 4) * part)} * turn;
    };
    const Four four =
        values_of(at(0, {both(1), both(0)}), at(1, by.once), at(2, by.twice), at(3, by.thrice));
    values[0] = firsts(four.at_1, four.at_i);
    values[1] = seconds(four.at_1, four.at_i);
    values[part] = firsts(four.at_minus_1, four.at_minus_i);
    values[part + 1] = seconds(four.at_minus_1, four.at_minus_i);
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

std::size_t leaf_size(std::size_t size) {
  while (size % 2 == 0) size /= 2;
  return size;
}

void transform(const std::int16_t* coefficients, Given given, PairValue* values, std::size_t size) {
  const std::size_t part = size / 4;
  given == Given::all ? first_pass<true>(coefficients, values, part)
                      : first_pass<false>(coefficients, values, part);
  Half{0}.split(values, part, 0, 0);
  Half{1}.split(values + part, part, 0, 0);
}

void multiply(PairValue* values, const PairValue* others, std::size_t size) {
  const std::size_t part = size / 4;
  if (leaf_size(size) == 1) {
    for (std::size_t i = 0; i < 2 * part; ++i) values[i] = values[i] * others[i];
    return;
  }
  multiply_leaves(values, others, part, 0);
  multiply_leaves(values + part, others + part, part, 1);
}

void transform_back(PairValue* values, std::size_t size) {
  Half{0}.join(values, size / 4, 0, 0);
  Half{1}.join(values + size / 4, size / 4, 0, 0);
}

void coefficients_of(const PairValue* values, std::size_t size, std::size_t from, std::size_t count,
                     double* to, std::size_t stride) {
  // Joining has made them as many times too large as there are parts.
  const Pair scale = both(static_cast<double>(leaf_size(size)) / static_cast<double>(size));
  const auto scaled = [&](PairValue value) {
    return PairValue{value.re * scale, value.im * scale};
  };
  const Turns& turns = first_turns();
  const Turns by{scaled(turns.once), scaled(turns.twice), scaled(turns.thrice)};
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
    write(0, scaled(four.at_1));
    write(1, four.at_minus_i * conjugate(by.once));
    write(2, four.at_minus_1 * conjugate(by.twice));
    write(3, four.at_i * conjugate(by.thrice));
  }
}

}  // namespace interleave
