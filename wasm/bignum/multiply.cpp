#include "bignum/multiply.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <initializer_list>

#include "bignum/carry.h"
#include "bignum/fft.h"
#include "bignum/pair.h"
#include "bignum/plan.h"
#include "bignum/unit_root.h"

namespace interleave {
namespace {

using Span = std::span<const std::int16_t>;

// kShort is the length in digits up to which multiplying by columns is faster. So many products of
// balanced digits are below 2^31.
constexpr std::size_t kShort = 80;
static_assert(kShort * kMostDigit<kBase> * kMostDigit<kBase> < std::size_t{1} << 31);

// kBlock is how many coefficients of each of eight runs are taken at a time; of transforms of at
// most kWhole values all are.
constexpr std::size_t kBlock = 64;
constexpr std::size_t kWhole = 768;

// kAbove is how many digits more are made up for than a product has above those of a transform:
// what stands for these is larger by what is carried to them, from coefficients below 2^45.
constexpr std::size_t kAbove = 2;

bool same(Span a, Span b) { return a.data() == b.data() && a.size() == b.size(); }

// largest_norm is what no norm of `count` balanced digits is above.
template <std::uint32_t Base>
double largest_norm(std::size_t count) {
  return kMostDigit<Base> * std::sqrt(static_cast<double>(count));
}

double norm(Span digits) {
  std::int64_t sum = 0;
  for (const int digit : digits) sum += digit * digit;
  return std::sqrt(static_cast<double>(sum));
}

// add adds `value` to the digits of `into` from `at` on.
template <std::uint32_t Base>
void add(Balanced& into, std::size_t at, std::int64_t value) {
  constexpr std::int64_t kAll = Base, kHalf = kAll / 2;
  for (; value != 0; ++at) {
    value += into[at];
    const std::int64_t carry = (value + (value < 0 ? -kHalf : kHalf)) / kAll;
    into[at] = static_cast<std::int16_t>(value - carry * kAll);
    value = carry;
  }
}

}  // namespace

double error_bound(double norm_a, double norm_b, std::size_t size) {
  constexpr double kEpsilon = 0x1p-53;
  const double root5 = std::sqrt(5.0);
  const std::size_t leaf = leaf_size(size);
  const double passes = std::countr_zero(size / leaf);
  // The product of factors 1 + x is at most e to the sum of the x, and e^x - 1 at most x + x^2 for
  // an x below 1.
  const double growth = (3 * passes + static_cast<double>(leaf)) * kEpsilon +
                        (3 * passes + 2) * kEpsilon * root5 + (3 * passes + 1) * kRootError;
  return norm_a * norm_b * growth * (1 + growth);
}

template <std::uint32_t Base>
void BasicMultiplier<Base>::measure(std::span<const double> coefficients) {
  for (const double coefficient : coefficients) {
    const double error = std::abs(coefficient - std::nearbyint(coefficient));
    largest_error_ = std::max(largest_error_, error);
  }
}

template <std::uint32_t Base>
void BasicMultiplier<Base>::checkpoint() {
  if (go_on_ && !stopped_) stopped_ = !go_on_();
}

template <std::uint32_t Base>
Digits BasicMultiplier<Base>::product(std::span<const std::uint16_t> a,
                                      std::span<const std::uint16_t> b) {
  const Balanced one = balanced<Base>(a);
  if (a.data() == b.data() && a.size() == b.size()) return settled<Base>(product(one, one));
  return settled<Base>(product(one, balanced<Base>(b)));
}

template <std::uint32_t Base>
Balanced BasicMultiplier<Base>::product(Span a, Span b) {
  if (stopped_ || a.empty() || b.empty()) return {};
  if (a.size() < b.size()) std::swap(a, b);
  Balanced result;
  if (const std::size_t size = folded_size(a, b)) {
    result = folded(a, b, size);
  } else {
    result.resize(a.size() + b.size() + 1);
    add_product(a, b, result, 0);
  }
  while (!result.empty() && result.back() == 0) result.pop_back();
  return result;
}

// folded_size is the size of transforms that are a little too short for the product, where making
// up for that takes less than longer ones; else 0. Requires: `a` is not below `b`.
template <std::uint32_t Base>
std::size_t BasicMultiplier<Base>::folded_size(Span a, Span b) {
  if (b.size() <= kShort) return 0;
  const bool square = same(a, b);
  const Plan plan = square ? plan_square(a.size()) : plan_product(a.size(), b.size());
  if (plan.piece < a.size()) return 0;
  const std::size_t size = plan.size % 3 == 0 ? plan.size / 3 * 2 : plan.size / 4 * 3;
  const std::size_t above = a.size() + b.size() + kAbove - 2 * size;
  if (2 * size < a.size() || above > b.size()) return 0;
  const std::size_t work = plan_product(above, above).work + 4 * above;
  if (work > (square ? 2 : 3) * (plan.size - size)) return 0;
  const double bound =
      error_bound(largest_norm<Base>(a.size()), largest_norm<Base>(b.size()), size);
  return bound < kMostError ? size : 0;
}

// folded is the product P by transforms that are too short for it. They make it modulo Base^n + 1,
// as R = P - H Base^n - H: what is above the n lowest digits is taken away from them. The lowest
// digits of R are those of P - H, and the ones of P those of the product of the lowest digits.
template <std::uint32_t Base>
Balanced BasicMultiplier<Base>::folded(Span a, Span b, std::size_t size) {
  const std::size_t count = 2 * size, above = a.size() + b.size() + kAbove - count;
  const bool square = same(a, b);
  Balanced result(count + above + 1);
  if (!square) transformed(b, two_, size);
  multiply_transformed(a, square, size);
  add_coefficients(size, count, result, 0);
  const Balanced low = product(a.first(above), b.first(above));
  int carry = 0;
  const auto balance = [&carry](int digit) {
    constexpr int kAll = Base, kHalf = kAll / 2;
    digit += carry;
    carry = digit > kHalf ? 1 : digit < -kHalf ? -1 : 0;
    return static_cast<std::int16_t>(digit - carry * kAll);
  };
  Balanced high(above);
  for (std::size_t i = 0; i < above; ++i) {
    high[i] = balance((i < low.size() ? low[i] : 0) - result[i]);
  }
  for (const std::size_t at : {std::size_t{0}, count}) {
    carry = 0;
    for (std::size_t i = 0; i < above; ++i) result[at + i] = balance(result[at + i] + high[i]);
    add<Base>(result, at + above, carry);
  }
  return result;
}

template <std::uint32_t Base>
Balanced BasicMultiplier<Base>::square_times(Span a, Span b) {
  // Either the square times b, or a times what a times b is: that is one transform more of the
  // whole length, and saves multiplying a number of that length with b.
  if (std::min(a.size(), b.size()) > kShort) {
    const auto work = [](std::size_t x, std::size_t y) {
      return plan_product(std::max(x, y), std::min(x, y)).work;
    };
    const std::size_t one = plan_square(a.size()).work + work(2 * a.size(), b.size());
    const std::size_t other = work(a.size(), b.size()) + work(a.size() + b.size(), a.size());
    if (other < one) return product(a, product(a, b));
  }
  return product(product(a, a), b);
}

template <std::uint32_t Base>
void BasicMultiplier<Base>::add_product(Span a, Span b, Balanced& into, std::size_t at) {
  if (a.size() < b.size()) std::swap(a, b);
  if (stopped_ || b.empty()) return;
  if (b.size() <= kShort) return add_columns(a, b, into, at);
  const bool square = same(a, b);
  const Plan plan = square ? plan_square(a.size()) : plan_product(a.size(), b.size());
  const std::size_t piece = plan.piece, size = plan.size;
  // Up to some length no digits can be bad enough; beyond, it is looked at what they are.
  double bound = error_bound(largest_norm<Base>(piece), largest_norm<Base>(b.size()), size);
  if (bound >= kMostError) {
    double longest = 0;
    for (std::size_t from = 0; from < a.size(); from += piece) {
      longest = std::max(longest, norm(a.subspan(from, std::min(piece, a.size() - from))));
    }
    bound = error_bound(longest, square ? longest : norm(b), size);
  }
  if (bound >= kMostError || size > kMostFftSize) {
    const std::size_t half = a.size() / 2;
    add_product(a.first(half), b, into, at);
    add_product(a.subspan(half), b, into, at + half);
    return;
  }
  largest_bound_ = std::max(largest_bound_, bound);
  if (!square) transformed(b, two_, size);
  for (std::size_t from = 0; from < a.size() && !stopped_; from += piece) {
    const Span part = a.subspan(from, std::min(piece, a.size() - from));
    multiply_transformed(part, square, size);
    add_coefficients(size, part.size() + b.size(), into, at + from);
  }
}

// multiply_transformed multiplies `part` with itself, or with what two_ has of another.
template <std::uint32_t Base>
void BasicMultiplier<Base>::multiply_transformed(Span part, bool square, std::size_t size) {
  transformed(part, one_, size);
  PairValue* const x = one_.template of<PairValue>(size / 2);
  multiply(x, square ? x : two_.template of<PairValue>(size / 2), size);
  transform_back(x, size);
  checkpoint();
}

// add_columns adds up the products of each column, four columns at a time.
template <std::uint32_t Base>
void BasicMultiplier<Base>::add_columns(Span a, Span b, Balanced& into, std::size_t at) {
  // The shorter one backwards, and zeros around the longer: every column is one run of products.
  const std::size_t width = (b.size() + kOctet - 1) / kOctet * kOctet;
  std::int16_t backwards[kShort + kOctet] = {};
  std::reverse_copy(b.begin(), b.end(), backwards + (width - b.size()));
  const std::size_t length = a.size() + 2 * width + kOctet;
  std::int16_t* const padded = coefficients_.template of<std::int16_t>(length);
  std::fill(padded, padded + width, 0);
  std::copy(a.begin(), a.end(), padded + width);
  std::fill(padded + width + a.size(), padded + length, 0);
  const std::size_t columns = a.size() + b.size() - 1;
  Carrier<Base> carrier;
  double sums[kBlock];
  for (std::size_t from = 0; from < columns; from += kBlock) {
    const std::size_t count = std::min(kBlock, columns - from);
    for (std::size_t column = 0; column < count; column += 4) {
      const std::int16_t* const first = padded + from + column + 1;
      Quad sum[4] = {};
      for (std::size_t i = 0; i < width; i += kOctet) {
        const Octet factors = octet(backwards + i);
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) sum[k] += products_of(octet(first + k + i), factors);
      }
      const TwoPairs made = widened(sums_of(sum[0], sum[1], sum[2], sum[3]));
      pair(sums + column) = made.low;
      pair(sums + column + 2) = made.high;
    }
    carrier.add(sums, count, into.data() + at + from);
  }
  add<Base>(into, at + columns, carrier.rest());
}

template <std::uint32_t Base>
void BasicMultiplier<Base>::transformed(Span digits, Memory& values, std::size_t size) {
  const Given given = digits.size() > size ? Given::all : Given::lower_half;
  const std::size_t count = given == Given::all ? 2 * size : size;
  std::int16_t* const coefficients = coefficients_.template of<std::int16_t>(count);
  std::copy(digits.begin(), digits.end(), coefficients);
  std::fill(coefficients + digits.size(), coefficients + count, 0);
  transform(coefficients, given, values.template of<PairValue>(size / 2), size);
  checkpoint();
}

// add_coefficients adds the product's `count` coefficients, run by run.
template <std::uint32_t Base>
void BasicMultiplier<Base>::add_coefficients(std::size_t size, std::size_t count, Balanced& into,
                                             std::size_t at) {
  const PairValue* const values = one_.template of<PairValue>(size / 2);
  // Of a short one the runs are joined to two: the real parts, and the imaginary ones.
  const std::size_t part = size / 4;
  const bool whole = size <= kWhole;
  const std::size_t runs = whole ? 2 : 8, length = whole ? size : part;
  const std::size_t block = whole ? part : kBlock, taken = whole ? size : kBlock;
  double* const coefficients = coefficients_.template of<double>(runs * taken);
  Carrier<Base> carriers[8];
  for (std::size_t from = 0; from < part; from += block) {
    coefficients_of(values, size, from, block, coefficients, block);
    if (measured_) measure({coefficients, runs * taken});
    for (std::size_t run = 0; run < runs; ++run) {
      const std::size_t first = run * length + from;
      if (first >= count) break;
      carriers[run].add(coefficients + run * taken, std::min(taken, count - first),
                        into.data() + at + first);
    }
  }
  for (std::size_t run = 0; run < runs && run * length < count; ++run) {
    add<Base>(into, at + std::min(count, (run + 1) * length), carriers[run].rest());
  }
}

template class BasicMultiplier<kBase>;
template class BasicMultiplier<kBinaryBase>;

}  // namespace interleave
