#include "bignum/fft.h"

#include <array>
#include <bit>
#include <cmath>
#include <mutex>
#include <numbers>
#include <vector>

#include "bignum/pair.h"

namespace interleave {
namespace {

// Factors are the powers w^j, w^2j, ... that a pass multiplies with, for two values of j at a time:
// the real parts of the first power, its imaginary parts, those of the second, ...
using Factors = std::vector<double>;

// Once makes a table at its first use, whichever thread that is.
struct Once {
  std::once_flag flag;
  Factors factors;
};

constexpr unsigned kLevels = std::bit_width(kMostFftSize);
std::array<Once, kLevels> by_two, by_three, by_four;  // by the logarithm of the part's length

// factors_of are the first `powers` powers of e^(-2 pi i j / length) for j < count.
Factors factors_of(std::size_t count, std::size_t length, unsigned powers) {
  Factors factors(count * powers * 2);
  for (std::size_t j = 0; j < count; ++j) {
    for (unsigned power = 1; power <= powers; ++power) {
      const Root root = unit_root(j * power, length);
      double* const at = &factors[(j / 2 * powers + power - 1) * 4 + j % 2];
      at[0] = root.re;
      at[2] = -root.im;
    }
  }
  return factors;
}

const double* table(std::array<Once, kLevels>& tables, std::size_t part, std::size_t length,
                    unsigned powers) {
  Once& once = tables[static_cast<unsigned>(std::countr_zero(part))];
  std::call_once(once.flag, [&] { once.factors = factors_of(part, length, powers); });
  return once.factors.data();
}

PairValue factor(const double* at) { return {pair(at), pair(at + 2)}; }

Complexes from(Complexes values, std::size_t at) { return {values.re + at, values.im + at}; }

// The passes: each splits transforms of `length` values into some of a part of the length; there
// are `count` values in all.
void split_by_four(Complexes all, std::size_t count, std::size_t length) {
  const std::size_t part = length / 4;
  const double* const roots = table(by_four, part, length, 3);
  for (std::size_t at = 0; at < count; at += length) {
    const Complexes x = from(all, at);
    const double* root = roots;
    for (std::size_t j = 0; j < part; j += 2, root += 12) {
      const PairValue a = load(x, j), b = load(x, j + part);
      const PairValue c = load(x, j + 2 * part), d = load(x, j + 3 * part);
      const PairValue sum = a + c, difference = a - c, other = b + d, turn = turned(b - d);
      store(x, j, sum + other);
      store(x, j + part, (difference - turn) * factor(root));
      store(x, j + 2 * part, (sum - other) * factor(root + 4));
      store(x, j + 3 * part, (difference + turn) * factor(root + 8));
    }
  }
}

void join_by_four(Complexes all, std::size_t count, std::size_t length) {
  const std::size_t part = length / 4;
  const double* const roots = table(by_four, part, length, 3);
  for (std::size_t at = 0; at < count; at += length) {
    const Complexes x = from(all, at);
    const double* root = roots;
    for (std::size_t j = 0; j < part; j += 2, root += 12) {
      const PairValue a = load(x, j), b = load(x, j + part) * conjugate(factor(root));
      const PairValue c = load(x, j + 2 * part) * conjugate(factor(root + 4));
      const PairValue d = load(x, j + 3 * part) * conjugate(factor(root + 8));
      const PairValue sum = a + c, difference = a - c, other = b + d, turn = turned(b - d);
      store(x, j, sum + other);
      store(x, j + part, difference + turn);
      store(x, j + 2 * part, sum - other);
      store(x, j + 3 * part, difference - turn);
    }
  }
}

void split_by_two(Complexes x, std::size_t length) {
  const std::size_t part = length / 2;
  const double* root = table(by_two, part, length, 1);
  for (std::size_t j = 0; j < part; j += 2, root += 4) {
    const PairValue a = load(x, j), b = load(x, j + part);
    store(x, j, a + b);
    store(x, j + part, (a - b) * factor(root));
  }
}

void join_by_two(Complexes x, std::size_t length) {
  const std::size_t part = length / 2;
  const double* root = table(by_two, part, length, 1);
  for (std::size_t j = 0; j < part; j += 2, root += 4) {
    const PairValue a = load(x, j), b = load(x, j + part) * conjugate(factor(root));
    store(x, j, a + b);
    store(x, j + part, a - b);
  }
}

// The third roots of 1 are -1/2 and, up or down, sqrt(3)/2 * i.
constexpr double kThird = std::numbers::sqrt3 / 2;

void split_by_three(Complexes x, std::size_t length) {
  const std::size_t part = length / 3;
  const double* root = table(by_three, part, length, 2);
  for (std::size_t j = 0; j < part; j += 2, root += 8) {
    const PairValue a = load(x, j), b = load(x, j + part), c = load(x, j + 2 * part);
    const PairValue sum = b + c, turn = turned(b - c);
    const PairValue middle{a.re - 0.5 * sum.re, a.im - 0.5 * sum.im};
    const PairValue aside{kThird * turn.re, kThird * turn.im};
    store(x, j, a + sum);
    store(x, j + part, (middle - aside) * factor(root));
    store(x, j + 2 * part, (middle + aside) * factor(root + 4));
  }
}

void join_by_three(Complexes x, std::size_t length) {
  const std::size_t part = length / 3;
  const double* root = table(by_three, part, length, 2);
  for (std::size_t j = 0; j < part; j += 2, root += 8) {
    const PairValue a = load(x, j), b = load(x, j + part) * conjugate(factor(root));
    const PairValue c = load(x, j + 2 * part) * conjugate(factor(root + 4));
    const PairValue sum = b + c, turn = turned(b - c);
    const PairValue middle{a.re - 0.5 * sum.re, a.im - 0.5 * sum.im};
    const PairValue aside{kThird * turn.re, kThird * turn.im};
    store(x, j, a + sum);
    store(x, j + part, middle + aside);
    store(x, j + 2 * part, middle - aside);
  }
}

// The last four values need no factors.
void split_last(Complexes x) {
  double* const r = x.re;
  double* const i = x.im;
  const double sr = r[0] + r[2], si = i[0] + i[2], dr = r[0] - r[2], di = i[0] - i[2];
  const double or_ = r[1] + r[3], oi = i[1] + i[3], tr = i[3] - i[1], ti = r[1] - r[3];
  r[0] = sr + or_, i[0] = si + oi;
  r[1] = dr - tr, i[1] = di - ti;
  r[2] = sr - or_, i[2] = si - oi;
  r[3] = dr + tr, i[3] = di + ti;
}

void join_last(Complexes x) {
  double* const r = x.re;
  double* const i = x.im;
  const double sr = r[0] + r[2], si = i[0] + i[2], dr = r[0] - r[2], di = i[0] - i[2];
  const double or_ = r[1] + r[3], oi = i[1] + i[3], tr = i[3] - i[1], ti = r[1] - r[3];
  r[0] = sr + or_, i[0] = si + oi;
  r[1] = dr + tr, i[1] = di + ti;
  r[2] = sr - or_, i[2] = si - oi;
  r[3] = dr - tr, i[3] = di - ti;
}

// A long part is finished before the next is begun: what it works on stays in the cache.
constexpr std::size_t kCached = 1024;

void fft_by_four(Complexes x, std::size_t length) {
  if (length > kCached) {
    split_by_four(x, length, length);
    const std::size_t part = length / 4;
    for (std::size_t at = 0; at < length; at += part) fft_by_four(from(x, at), part);
    return;
  }
  for (std::size_t part = length; part > 4; part /= 4) split_by_four(x, length, part);
  for (std::size_t at = 0; at < length; at += 4) split_last(from(x, at));
}

void inverse_by_four(Complexes x, std::size_t length) {
  if (length > kCached) {
    const std::size_t part = length / 4;
    for (std::size_t at = 0; at < length; at += part) inverse_by_four(from(x, at), part);
    join_by_four(x, length, length);
    return;
  }
  for (std::size_t at = 0; at < length; at += 4) join_last(from(x, at));
  for (std::size_t part = 16; part <= length; part *= 4) join_by_four(x, length, part);
}

bool is_power_of_four(std::size_t length) { return std::countr_zero(length) % 2 == 0; }

void fft_by_two(Complexes x, std::size_t length) {
  if (is_power_of_four(length)) return fft_by_four(x, length);
  split_by_two(x, length);
  fft_by_four(x, length / 2);
  fft_by_four(from(x, length / 2), length / 2);
}

void inverse_by_two(Complexes x, std::size_t length) {
  if (is_power_of_four(length)) return inverse_by_four(x, length);
  inverse_by_four(x, length / 2);
  inverse_by_four(from(x, length / 2), length / 2);
  join_by_two(x, length);
}

}  // namespace

std::size_t fft_size(std::size_t count) {
  const std::size_t power = std::bit_ceil(count < 8 ? 8 : count);
  const std::size_t three = power / 4 * 3;
  return three >= count && three >= 12 ? three : power;
}

void fft(Complexes values, std::size_t size) {
  if (size % 3 != 0) return fft_by_two(values, size);
  const std::size_t part = size / 3;
  split_by_three(values, size);
  for (std::size_t at = 0; at < size; at += part) fft_by_two(from(values, at), part);
}

void inverse_fft(Complexes values, std::size_t size) {
  if (size % 3 != 0) return inverse_by_two(values, size);
  const std::size_t part = size / 3;
  for (std::size_t at = 0; at < size; at += part) inverse_by_two(from(values, at), part);
  join_by_three(values, size);
}

namespace {

// cosine and sine of an angle between 0 and pi / 4, by Taylor's series; the library's are ready for
// any angle, which takes them a table. What is left out is below 2^-64. Of rounding, in 2^-53: the
// last difference is below 1 and adds 0.5; what it takes away is below 0.31 and off by 0.65 for the
// cosine, below 0.09 and off by 0.4 for the sine.
double cosine(double angle) {
  const double x = angle * angle;
  double sum = 0;
  for (int k = 18; k > 2; k -= 2) sum = x * (1 - sum) / (k * (k - 1));
  return 1 - (0.5 * x - 0.5 * x * sum);
}
double sine(double angle) {
  const double x = angle * angle;
  double sum = 0;
  for (int k = 17; k > 1; k -= 2) sum = x * (1 - sum) / (k * (k - 1));
  return angle - angle * sum;
}

}  // namespace

Root unit_root(std::size_t numerator, std::size_t denominator) {
  // Eighths of the circle: an odd one is told from its end.
  const std::size_t eighths = numerator % denominator * 8;
  const std::size_t octant = eighths / denominator;
  std::size_t rest = eighths % denominator;
  if (octant % 2 == 1) rest = denominator - rest;
  const double angle =
      std::numbers::pi / 4 * (static_cast<double>(rest) / static_cast<double>(denominator));
  const double near = cosine(angle), far = sine(angle);
  switch (octant) {
    case 0:
      return {near, far};
    case 1:
      return {far, near};
    case 2:
      return {-far, near};
    case 3:
      return {-near, far};
    case 4:
      return {-near, -far};
    case 5:
      return {-far, -near};
    case 6:
      return {far, -near};
    default:
      return {near, -far};
  }
}

}  // namespace interleave
