#include "bignum/multiply.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <initializer_list>

#include "bignum/carry.h"
#include "bignum/columns.h"
#include "bignum/fft.h"
#include "bignum/pair.h"
#include "bignum/plan.h"
#include "bignum/turns.h"

namespace interleave {
namespace {

using Span = std::span<const std::int16_t>;

// kBlock is how many places of a transform are taken at a time; of at most kWhole values all are.
constexpr std::size_t kBlock = 32;
constexpr std::size_t kWhole = 768;
// kShares is what a long transform's work is cut to, where others take part.
constexpr unsigned kShares = kBranches;

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

}  // namespace

double error_bound(double norm_a, double norm_b, std::size_t size) {
  constexpr double kEpsilon = 0x1p-53;
  const double root5 = std::sqrt(5.0);
  const std::size_t leaf = leaf_size(size);
  const double passes = std::countr_zero(size / leaf);
  // The product of factors 1 + x is at most e to the sum of the x, and e^x - 1 at most x + x^2 for
  // an x below 1.
  const double growth = (3 * passes + static_cast<double>(leaf)) * kEpsilon +
                        (3 * passes + 2) * kEpsilon * root5 + (3 * passes + 1) * kTurnError;
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
  const std::size_t size = shorter_fft_size(plan.size);
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
  if (!square) begin(b, two_, size);
  multiply_transformed(a, square ? Other::same : Other::begun, size);
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
  if (b.size() <= kShort) {
    auto* const padded = coefficients_.template of<std::int16_t>(padded_size(a.size(), b.size()));
    return add_columns<Base>(a, b, into, at, padded);
  }
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
  if (!square) begin(b, two_, size);
  for (std::size_t from = 0; from < a.size() && !stopped_; from += piece) {
    const Span part = a.subspan(from, std::min(piece, a.size() - from));
    multiply_transformed(part, square ? Other::same : from == 0 ? Other::begun : Other::done, size);
    add_coefficients(size, part.size() + b.size(), into, at + from);
  }
}

template <std::uint32_t Base>
unsigned BasicMultiplier<Base>::shares_of(std::size_t size) const {
  return kMayShare && share_ && size >= kLeastShared ? kShares : 1;
}

// in_shares calls work(from, count) for what of `all` things of a transform is done at a time.
template <std::uint32_t Base>
template <class Work>
void BasicMultiplier<Base>::in_shares(std::size_t size, std::size_t all, Work&& work) {
  const unsigned shares = shares_of(size);
  if (shares == 1) return work(0, all);
  const std::size_t each = all / shares;
  share_(shares, [&](unsigned share) { work(share * each, each); });
}

// multiply_transformed multiplies `part` with itself, or with the other one, which two_ has.
template <std::uint32_t Base>
void BasicMultiplier<Base>::multiply_transformed(Span part, Other other, std::size_t size) {
  begin(part, one_, size);
  PairValue* const x = one_.template of<PairValue>(size / 2);
  PairValue* const y = other == Other::same ? x : two_.template of<PairValue>(size / 2);
  in_shares(size, kBranches, [&](std::size_t from, std::size_t count) {
    // Of a long one a branch at a time, which stays in the cache.
    const std::size_t step = size < kLeastShared ? count : 1;
    for (std::size_t branch = from; branch < from + count; branch += step) {
      transform_branches(x, size, branch, step);
      if (other == Other::begun) transform_branches(y, size, branch, step);
      multiply_branches(x, y, size, branch, step);
      transform_branches_back(x, size, branch, step);
    }
  });
  checkpoint();
}

template <std::uint32_t Base>
void BasicMultiplier<Base>::begin(Span digits, Memory& values, std::size_t size) {
  const Given given = digits.size() > size ? Given::all : Given::lower_half;
  const std::size_t all = given == Given::all ? 2 * size : size;
  std::int16_t* const coefficients = coefficients_.template of<std::int16_t>(all);
  std::copy(digits.begin(), digits.end(), coefficients);
  std::fill(coefficients + digits.size(), coefficients + all, 0);
  PairValue* const to = values.template of<PairValue>(size / 2);
  in_shares(size, run_length(size), [&](std::size_t from, std::size_t count) {
    begin_transform(coefficients, given, to, size, from, count);
  });
  checkpoint();
}

// add_coefficients adds the product's `count` coefficients, run by run.
template <std::uint32_t Base>
void BasicMultiplier<Base>::add_coefficients(std::size_t size, std::size_t count, Balanced& into,
                                             std::size_t at) {
  PairValue* const values = one_.template of<PairValue>(size / 2);
  const std::size_t length = run_length(size);
  if (size <= kWhole) {
    double* const coefficients = coefficients_.template of<double>(2 * size);
    coefficients_of(values, size, 0, length, coefficients, length);
    if (measured_) measure({coefficients, 2 * size});
    Carrier<Base> carrier;
    carrier.add(coefficients, std::min(2 * size, count), into.data() + at);
    add<Base>(into, at + std::min(2 * size, count), carrier.rest());
    return;
  }
  // What is carried out of a share of a run is added when all of them are done.
  std::int64_t rests[kShares][kRuns] = {};
  const auto digits_at = [&](std::size_t run, std::size_t place) {
    return std::min(count, run * length + place);
  };
  in_shares(size, length, [&](std::size_t first, std::size_t places) {
    double coefficients[kRuns * kBlock];
    Carrier<Base> carriers[kRuns];
    for (std::size_t from = first; from < first + places; from += kBlock) {
      const std::size_t taken = std::min(kBlock, first + places - from);
      coefficients_of(values, size, from, taken, coefficients, kBlock);
      if (measured_) measure(coefficients);
      for (std::size_t run = 0; run < kRuns; ++run) {
        const std::size_t begin = digits_at(run, from), end = digits_at(run, from + taken);
        if (begin == end) break;
        carriers[run].add(coefficients + run * kBlock, end - begin, into.data() + at + begin);
      }
    }
    for (std::size_t run = 0; run < kRuns; ++run) {
      rests[first / places][run] = carriers[run].rest();
    }
  });
  const std::size_t places = length / shares_of(size);
  for (std::size_t share = 0; share < shares_of(size); ++share) {
    for (std::size_t run = 0; run < kRuns; ++run) {
      add<Base>(into, at + digits_at(run, (share + 1) * places), rests[share][run]);
    }
  }
}

template class BasicMultiplier<kBase>;
template class BasicMultiplier<kBinaryBase>;

}  // namespace interleave
