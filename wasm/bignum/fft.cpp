#include "bignum/fft.h"

#include <algorithm>
#include <initializer_list>

#include "bignum/leaf.h"
#include "bignum/pair.h"
#include "bignum/passes.h"
#include "bignum/turns.h"

namespace interleave {
namespace {

// What is left of a length is a leaf of 3, 4 or 5, or twice that.
constexpr std::size_t kMostLeaf = 5;
constexpr bool splits_by_four(std::size_t length) { return length > 2 * kMostLeaf; }

// A long part is finished before the next is begun: what it works on stays in the cache.
constexpr std::size_t kCached = 1024;

struct Half {
  std::size_t number;

  // split takes `parts` parts of such a length apart, from the part `first` of that depth on.
  void split(PairValue* x, std::size_t length, unsigned depth, std::size_t first,
             std::size_t parts) const {
    if (length > kCached) {
      const std::size_t quarter = length / 4;
      for (std::size_t part = first; part < first + parts; ++part, x += length) {
        split_by_four(x, quarter, quarter, turns_of(depth, number)[part]);
        for (std::size_t c = 0; c < 4; ++c) {
          split(x + c * quarter, quarter, depth + 1, 4 * part + c, 1);
        }
      }
      return;
    }
    for (; splits_by_four(length); length /= 4, ++depth, parts *= 4, first *= 4) {
      const Turns* const turns = turns_of(depth, number) + first;
      for (std::size_t i = 0; i < parts; ++i) {
        split_by_four(x + i * length, length / 4, length / 4, turns[i]);
      }
    }
    if (length <= kMostLeaf) return;
    const Turns* const turns = turns_of(depth, number) + first;
    for (std::size_t i = 0; i < parts; ++i) split_by_two(x + i * length, length / 2, turns[i]);
  }

  void join(PairValue* x, std::size_t length, unsigned depth, std::size_t first,
            std::size_t parts) const {
    if (length > kCached) {
      const std::size_t quarter = length / 4;
      for (std::size_t part = first; part < first + parts; ++part, x += length) {
        for (std::size_t c = 0; c < 4; ++c) {
          join(x + c * quarter, quarter, depth + 1, 4 * part + c, 1);
        }
        join_by_four(x, quarter, quarter, turns_of(depth, number)[part]);
      }
      return;
    }
    const std::size_t whole = length;
    for (; splits_by_four(length); length /= 4, parts *= 4, first *= 4) ++depth;
    if (length > kMostLeaf) {
      const Turns* const turns = turns_of(depth, number) + first;
      for (std::size_t i = 0; i < parts; ++i) join_by_two(x + i * length, length / 2, turns[i]);
    }
    while (length < whole) {
      length *= 4, parts /= 4, first /= 4, --depth;
      const Turns* const turns = turns_of(depth, number) + first;
      for (std::size_t i = 0; i < parts; ++i) {
        join_by_four(x + i * length, length / 4, length / 4, turns[i]);
      }
    }
  }
};

template <std::size_t Leaf>
void multiply_leaves(PairValue* x, const PairValue* y, std::size_t length, std::size_t half,
                     std::size_t first, std::size_t parts) {
  unsigned depth = 1;
  for (; splits_by_four(length); length /= 4, parts *= 4, first *= 4) ++depth;
  // The roots of the parts that one was split to last: by two, or by four.
  const bool by_two = length > Leaf;
  const Turns* const turns =
      by_two ? turns_of(depth, half) + first : turns_of(depth - 1, half) + first / 4;
  const std::size_t last = by_two ? 2 : 4;
  for (std::size_t i = 0; i < (by_two ? parts : parts / 4); ++i) {
    PairValue root = by_two ? turns[i].twice : turns[i].once;
    for (std::size_t c = 0; c < last; ++c, x += Leaf, y += Leaf) {
      x == y ? square_leaf<Leaf>(x, root) : multiply_leaf<Leaf>(x, y, root);
      root = by_two ? turned(turned(root)) : turned(root);
    }
  }
}

// each_half calls use(half, first, count) for what `count` branches are in each half.
template <class Use>
void each_half(std::size_t first, std::size_t count, Use&& use) {
  for (const std::size_t end = first + count; first < end; first += count) {
    count = std::min(4 - first % 4, end - first);
    use(first / 4, first % 4, count);
  }
}

// kPlaces is how many places of a long transform are taken at a time: what one pass has made of
// them is still in the cache when the next takes it.
constexpr std::size_t kPlaces = 64;

}  // namespace

std::size_t fft_size(std::size_t count) {
  std::size_t unit = 16;
  while (unit * 12 < count) unit *= 4;
  for (const std::size_t times : {4u, 5u, 6u, 8u, 10u}) {
    if (unit * times >= count) return unit * times;
  }
  return unit * 12;
}

std::size_t shorter_fft_size(std::size_t size) {
  const std::size_t leaf = leaf_size(size);
  return leaf == 3 ? size / 6 * 5 : leaf == 4 ? size / 4 * 3 : size / 5 * 4;
}

std::size_t leaf_size(std::size_t size) { return size % 3 == 0 ? 3 : size % 5 == 0 ? 5 : 4; }

void begin_transform(const std::int16_t* coefficients, Given given, PairValue* values,
                     std::size_t size, std::size_t from, std::size_t count) {
  const std::size_t run = run_length(size), part = size / 4;
  const auto first = [&](std::size_t place, std::size_t places) {
    given == Given::all ? first_pass<true>(coefficients + place, values + place, part, places)
                        : first_pass<false>(coefficients + place, values + place, part, places);
  };
  for (const std::size_t end = from + count; from < end; from += count) {
    // Of a long one few places at a time: what the next pass takes is still in the cache.
    count = std::min(end - from, run > kPlaces ? kPlaces : run);
    if (count == run) {
      first(0, part);
    } else {
      for (std::size_t k = 0; k < 4; ++k) first(k * run + from, count);
    }
    for (std::size_t half = 0; half < kHalves; ++half) {
      split_by_four(values + half * part + from, run, count, *turns_of(0, half));
    }
  }
}

void transform_branches(PairValue* values, std::size_t size, std::size_t first, std::size_t count) {
  const std::size_t run = run_length(size);
  each_half(first, count, [&](std::size_t half, std::size_t from, std::size_t parts) {
    Half{half}.split(values + (4 * half + from) * run, run, 1, from, parts);
  });
}

void multiply_branches(PairValue* values, const PairValue* others, std::size_t size,
                       std::size_t first, std::size_t count) {
  const std::size_t run = run_length(size);
  each_half(first, count, [&](std::size_t half, std::size_t from, std::size_t parts) {
    const std::size_t at = (4 * half + from) * run;
    const auto multiply = leaf_size(size) == 3   ? multiply_leaves<3>
                          : leaf_size(size) == 4 ? multiply_leaves<4>
                                                 : multiply_leaves<5>;
    multiply(values + at, others + at, run, half, from, parts);
  });
}

void transform_branches_back(PairValue* values, std::size_t size, std::size_t first,
                             std::size_t count) {
  const std::size_t run = run_length(size);
  each_half(first, count, [&](std::size_t half, std::size_t from, std::size_t parts) {
    Half{half}.join(values + (4 * half + from) * run, run, 1, from, parts);
  });
}

void coefficients_of(PairValue* values, std::size_t size, std::size_t from, std::size_t count,
                     double* to, std::size_t stride) {
  const std::size_t run = run_length(size), part = size / 4;
  for (std::size_t half = 0; half < kHalves; ++half) {
    join_by_four(values + half * part + from, run, count, *turns_of(0, half));
  }
  // Joining has made them as many times too large as there are parts.
  const double scale = static_cast<double>(leaf_size(size)) / static_cast<double>(size);
  const Pair all = both(scale);
  const FirstTurns by = first_turns(scale);
  // Runs that are written one behind the other are one.
  const bool joined = count == run && stride == run;
  const std::size_t places = joined ? part : count;
  for (std::size_t k = 0; k < (joined ? 1 : kRuns / 8); ++k) {
    const PairValue* const first = values + k * run + from;
    const PairValue* const second = first + part;
    double* const at = to + k * stride;
    for (std::size_t j = 0; j < places; j += 2) {
      const Four four =
          values_of(firsts(first[j], first[j + 1]), seconds(first[j], first[j + 1]),
                    firsts(second[j], second[j + 1]), seconds(second[j], second[j + 1]));
      const auto write = [&](std::size_t number, PairValue value) {
        pair(at + number * (kRuns / 8) * stride + j) = value.re;
        pair(at + (number + 4) * (kRuns / 8) * stride + j) = value.im;
      };
      const PairValue a = four.at_1, b = four.at_minus_i, c = four.at_minus_1, d = four.at_i;
      write(0, {a.re * all, a.im * all});
      write(1, {b.re * by.far + b.im * by.near, b.im * by.far - b.re * by.near});
      write(2, {(c.re + c.im) * by.half, (c.im - c.re) * by.half});
      write(3, {d.re * by.near + d.im * by.far, d.im * by.near - d.re * by.far});
    }
  }
}

}  // namespace interleave
