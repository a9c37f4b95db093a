// Longer than 300 lines: the transform and what is done in its place share the digits and their
// carries.
#include "bignum/multiply.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <mutex>

#include "bignum/pair.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace interleave {
namespace {

using Span = std::span<const std::uint16_t>;

// kShort is the length in digits up to which multiplying by columns is faster.
constexpr std::size_t kShort = 80;

// balanced_digit brings a digit and what was carried to it to -Base / 2..Base / 2, and carries on.
template <std::uint32_t Base>
int balanced_digit(std::uint16_t value, int& carry) {
  constexpr int kWhole = Base;
  const int digit = value + carry;
  carry = digit > kWhole / 2 ? 1 : 0;
  return digit - carry * kWhole;
}

// balanced writes the digits brought to -Base / 2..Base / 2, all but the highest: the first `low`
// to one place, the others to another.
template <std::uint32_t Base>
void balanced(Span digits, std::size_t low, double* first, double* others) {
  int carry = 0;
  const auto write = [&](double* to, std::size_t from, std::size_t end) {
    for (std::size_t i = from; i < end; ++i) {
      *to++ = static_cast<double>(balanced_digit<Base>(digits[i], carry));
    }
  };
  write(first, 0, low);
  write(others, low, digits.size());
  (low == digits.size() ? first[low - 1] : others[digits.size() - low - 1]) +=
      carry * static_cast<int>(Base);
}

// norm is at least that of the digits balanced like that.
template <std::uint32_t Base>
double norm(Span digits) {
  std::int64_t sum = 0;
  int carry = 0;
  for (const std::uint16_t value : digits) {
    const int digit = balanced_digit<Base>(value, carry);
    sum += digit * digit;
  }
  // The highest stays as it is, at most Base.
  return std::sqrt(static_cast<double>(sum) + double{Base} * double{Base});
}

// largest_norm is what no norm of `count` digits is above.
template <std::uint32_t Base>
double largest_norm(std::size_t count) {
  constexpr double kHalf = Base / 2;
  return std::sqrt(static_cast<double>(count) * kHalf * kHalf + double{Base} * double{Base});
}

// add adds `value` to the digits of `into` from `at` on; what is there and above is not below it.
template <std::uint32_t Base>
void add(Digits& into, std::size_t at, std::int64_t value) {
  constexpr std::int64_t kWhole = Base;
  for (; value != 0; ++at) {
    value += into[at];
    std::int64_t digit = value % kWhole;
    value /= kWhole;
    if (digit < 0) {
      digit += kWhole;
      --value;
    }
    into[at] = static_cast<std::uint16_t>(digit);
  }
}

// kOctet is how many digits are multiplied at a time: they are 16 bits each, and below 2^15.
constexpr std::size_t kOctet = 8;

// sum_of_products is the sum of a[i] * b[i] for `count` digits, a multiple of kOctet and at most
// kShort: a lane of 32 bits has then at most 20 products below 10^8, and so no overflow.
std::uint64_t sum_of_products(const std::uint16_t* a, const std::uint16_t* b, std::size_t count) {
#if defined(__wasm_simd128__)
  v128_t sum = wasm_i32x4_const_splat(0);
  for (std::size_t i = 0; i < count; i += kOctet) {
    sum = wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(wasm_v128_load(a + i), wasm_v128_load(b + i)));
  }
  sum = wasm_i64x2_add(wasm_u64x2_extend_low_u32x4(sum), wasm_u64x2_extend_high_u32x4(sum));
  return static_cast<std::uint64_t>(wasm_i64x2_extract_lane(sum, 0)) +
         static_cast<std::uint64_t>(wasm_i64x2_extract_lane(sum, 1));
#elif defined(__SSE2__)
  __m128i sum = _mm_setzero_si128();
  for (std::size_t i = 0; i < count; i += kOctet) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a + i));
    const __m128i y = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + i));
    sum = _mm_add_epi32(sum, _mm_madd_epi16(x, y));
  }
  alignas(16) std::uint32_t lanes[4];
  _mm_store_si128(reinterpret_cast<__m128i*>(lanes), sum);
  return std::uint64_t{lanes[0]} + lanes[1] + lanes[2] + lanes[3];
#else
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += std::uint32_t{a[i]} * b[i];
  return sum;
#endif
}

template <std::uint32_t Base>
void add_by_columns(Span a, Span b, Digits& into, std::size_t at) {
  // The shorter one backwards, and zeros around the longer: every column is one run of products.
  const std::size_t width = (b.size() + kOctet - 1) / kOctet * kOctet;
  std::uint16_t backwards[kShort + kOctet] = {};
  std::reverse_copy(b.begin(), b.end(), backwards + (width - b.size()));
  thread_local std::vector<std::uint16_t> padded;
  padded.assign(a.size() + 2 * width, 0);
  std::copy(a.begin(), a.end(), padded.begin() + static_cast<std::ptrdiff_t>(width));
  std::uint64_t carry = 0;
  const std::size_t columns = a.size() + b.size() - 1;
  for (std::size_t column = 0; column < columns; ++column) {
    const std::uint64_t sum =
        carry + into[at + column] + sum_of_products(padded.data() + column + 1, backwards, width);
    into[at + column] = static_cast<std::uint16_t>(sum % Base);
    carry = sum / Base;
  }
  add<Base>(into, at + columns, static_cast<std::int64_t>(carry));
}

// settled makes digits of -Base / 2 to Base / 2, 16 bits with their sign, natural ones; returns
// what the digit above them gets: 0 or -1.
template <std::uint32_t Base>
int settled(std::uint16_t* digits, std::size_t count) {
  constexpr int kWhole = Base;
  int borrow = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int digit = static_cast<std::int16_t>(digits[i]) + borrow;
    borrow = digit >> 31;
    digits[i] = static_cast<std::uint16_t>(digit + (borrow & kWhole));
  }
  return borrow;
}

}  // namespace

// Values are the values of one transform.
template <std::uint32_t Base>
struct BasicMultiplier<Base>::Values {
  std::vector<double> memory;

  Complexes of(std::size_t size) {
    if (memory.size() < 2 * size) memory.resize(2 * size);
    return {memory.data(), memory.data() + size};
  }
};

namespace {

// Turns are e^(i pi j / (2 size)) for j = 0, 1, ..., size - 1: x^size = i at the points of the
// transform. Each is the product of two that were computed: one of kNear, and one of each block.
class Turns {
 public:
  static constexpr std::size_t kNear = 256;

  explicit Turns(std::size_t size)
      : near_re_(std::min(kNear, size)), near_im_(near_re_.size()), far_(size / kNear + 1) {
    for (std::size_t j = 0; j < near_re_.size(); ++j) {
      const Root root = unit_root(j, 4 * size);
      near_re_[j] = root.re;
      near_im_[j] = root.im;
    }
    for (std::size_t j = 0; j < far_.size(); ++j) far_[j] = unit_root(j * kNear, 4 * size);
  }

  // of makes each size's turns once, whichever thread asks first.
  static const Turns& of(std::size_t size) {
    struct Once {
      std::once_flag flag;
      std::unique_ptr<Turns> turns;
    };
    static std::array<Once, 2 * std::bit_width(kMostFftSize)> all;
    Once& once = all[static_cast<unsigned>(2 * std::countr_zero(size)) + (size % 3 == 0 ? 1 : 0)];
    std::call_once(once.flag, [&] { once.turns = std::make_unique<Turns>(size); });
    return *once.turns;
  }

  // for_each calls use(j, the two turns from j on) for even j below `count`.
  template <class Use>
  void for_each(std::size_t count, Use&& use) const {
    for (std::size_t block = 0; block < count; block += kNear) {
      const Root& root = far_[block / kNear];
      const PairValue far{{root.re, root.re}, {root.im, root.im}};
      const std::size_t end = std::min(kNear, count - block);
      for (std::size_t j = 0; j < end; j += 2) {
        use(block + j, far * PairValue{pair(&near_re_[j]), pair(&near_im_[j])});
      }
    }
  }

 private:
  std::vector<double> near_re_, near_im_;
  std::vector<Root> far_;
};

}  // namespace

double error_bound(double norm_a, double norm_b, std::size_t size) {
  constexpr double kEpsilon = 0x1p-53;
  // The logarithm of the size, rounded up, and one.
  const double passes = static_cast<double>(std::bit_width(size - 1)) + 1;
  // A turn is the product of two roots: two of their errors, and those of multiplying.
  constexpr double kTurnError = 2 * kRootError + 4 * kEpsilon;
  // The product of factors 1 + x is at most e to the sum of the x, and e^x - 1 at most x + x^2 for
  // an x below 1.
  const double growth = 3 * passes * kEpsilon + (3 * passes + 1) * kEpsilon * std::sqrt(5.0) +
                        3 * (passes - 1) * kRootError + 3 * kTurnError;
  return norm_a * norm_b * growth * (1 + growth);
}

template <std::uint32_t Base>
BasicMultiplier<Base>::BasicMultiplier(std::function<void()> checkpoint)
    : checkpoint_(std::move(checkpoint)),
      one_(std::make_unique<Values>()),
      two_(std::make_unique<Values>()) {}

template <std::uint32_t Base>
BasicMultiplier<Base>::~BasicMultiplier() = default;

template <std::uint32_t Base>
void BasicMultiplier<Base>::checkpoint() const {
  if (checkpoint_) checkpoint_();
}

template <std::uint32_t Base>
Digits BasicMultiplier<Base>::product(Span a, Span b) {
  if (a.empty() || b.empty()) return {};
  // The high half is written before the low one may have to borrow from it: one digit more.
  Digits result(a.size() + b.size() + 1);
  add_product(a, b, result, 0);
  while (!result.empty() && result.back() == 0) result.pop_back();
  return result;
}

template <std::uint32_t Base>
void BasicMultiplier<Base>::add_product(Span a, Span b, Digits& into, std::size_t at) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.empty()) return;
  if (b.size() <= kShort) return add_by_columns<Base>(a, b, into, at);
  const bool square = a.data() == b.data() && a.size() == b.size();
  // A long number is multiplied with a short one in pieces, all with one transform of the short.
  constexpr std::size_t kPieces = 3;
  const std::size_t pieces = (a.size() + kPieces * b.size() - 1) / (kPieces * b.size());
  const std::size_t piece = (a.size() + pieces - 1) / pieces;
  const std::size_t size = fft_size((piece + b.size() + 1) / 2);
  // Up to some length no digits can be bad enough; beyond, it is looked at what they are.
  double bound = error_bound(largest_norm<Base>(piece), largest_norm<Base>(b.size()), size);
  if (bound >= kMostError) {
    double longest = 0;
    for (std::size_t from = 0; from < a.size(); from += piece) {
      longest = std::max(longest, norm<Base>(a.subspan(from, std::min(piece, a.size() - from))));
    }
    bound = error_bound(longest, square ? longest : norm<Base>(b), size);
  }
  if (bound >= kMostError || size > kMostFftSize) {
    const std::size_t half = a.size() / 2;
    add_product(a.first(half), b, into, at);
    add_product(a.subspan(half), b, into, at + half);
    return;
  }
  largest_bound_ = std::max(largest_bound_, bound);
  const Complexes other = two_->of(square ? 0 : size);
  if (!square) transform(b, *two_, size);
  for (std::size_t from = 0; from < a.size(); from += piece) {
    const Span part = a.subspan(from, std::min(piece, a.size() - from));
    transform(part, *one_, size);
    const Complexes x = one_->of(size);
    const Complexes y = square ? x : other;
    for (std::size_t j = 0; j < size; j += 2) store(x, j, load(x, j) * load(y, j));
    inverse_fft(x, size);
    checkpoint();
    add_coefficients(*one_, size, part.size() + b.size(), into, at + from);
  }
}

template <std::uint32_t Base>
void BasicMultiplier<Base>::transform(Span digits, Values& values, std::size_t size) {
  const Complexes x = values.of(size);
  const std::size_t low = std::min(digits.size(), size);
  balanced<Base>(digits, low, x.re, x.im);
  std::fill(x.re + low, x.re + size, 0.0);
  std::fill(x.im + (digits.size() - low), x.im + size, 0.0);
  Turns::of(size).for_each(size,
                           [&](std::size_t j, PairValue turn) { store(x, j, load(x, j) * turn); });
  fft(x, size);
  checkpoint();
}

// add_coefficients takes the product's `count` digits out of the values: the low coefficients are
// the real parts, the high ones the imaginary parts. Both are carried on side by side.
template <std::uint32_t Base>
void BasicMultiplier<Base>::add_coefficients(Values& values, std::size_t size, std::size_t count,
                                             Digits& into, std::size_t at) {
  const Complexes x = values.of(size);
  constexpr double kRound = 0x1.8p52;  // adding and subtracting it rounds to a whole number
  const Pair scale = Pair{} + 1 / static_cast<double>(size);
  const std::size_t high = count > size ? count - size : 0;
  const std::size_t low = count - high;
  Pair carry{}, error{};
  std::uint16_t* const low_digits = into.data() + at;
  std::uint16_t* const high_digits = into.data() + at + low;
  // step carries coefficient j of both halves on. What it leaves are digits of -Base / 2 to Base
  // / 2.
  const auto step = [&](std::size_t j, Pair exact) {
    const Pair whole = (exact + kRound) - kRound;
    const Pair off = exact - whole;
    error = off * off > error ? off * off : error;
    const bool has_low = j < low, has_high = j < high;
    const Pair before{has_low ? static_cast<double>(low_digits[j]) : 0,
                      has_high ? static_cast<double>(high_digits[j]) : 0};
    const Pair sum = (whole + before) + carry;
    Pair next = (sum * (1.0 / Base) + kRound) - kRound;
    const Pair digit = sum - next * double{Base};
    // What is carried out of a half's end waits there.
    if (has_low) {
      low_digits[j] = static_cast<std::uint16_t>(static_cast<int>(digit[0]));
    } else {
      next[0] = carry[0];
    }
    if (has_high) {
      high_digits[j] = static_cast<std::uint16_t>(static_cast<int>(digit[1]));
    } else {
      next[1] = carry[1];
    }
    carry = next;
  };
  Turns::of(size).for_each(size, [&](std::size_t j, PairValue turn) {
    const PairValue value = load(x, j) * conjugate(turn);
    const Pair re = value.re * scale, im = value.im * scale;
    step(j, Pair{re[0], im[0]});
    step(j + 1, Pair{re[1], im[1]});
  });
  carry[0] += settled<Base>(low_digits, low);
  carry[1] += settled<Base>(high_digits, high);
  largest_error_ = std::max(largest_error_, std::sqrt(std::max(error[0], error[1])));
  add<Base>(into, at + low + high, static_cast<std::int64_t>(high > 0 ? carry[1] : 0));
  add<Base>(into, at + low, static_cast<std::int64_t>(carry[0]));
}

template class BasicMultiplier<kBase>;
template class BasicMultiplier<kBinaryBase>;

}  // namespace interleave
