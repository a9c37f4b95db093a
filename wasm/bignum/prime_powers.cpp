#include "bignum/prime_powers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "bignum/multiply.h"

namespace interleave {
namespace {

// primes_up_to are the primes up to n. They are kept, and those above them added when they are
// asked for, which moves none.
std::span<const std::uint32_t> primes_up_to(std::uint32_t n) {
  static std::mutex mutex;
  static std::vector<std::uint32_t> primes;
  static std::uint32_t known = 1;
  constexpr std::uint32_t kLeast = 4096;
  constexpr std::size_t kMost = 78'498;  // so many are below kMostFactorial
  const std::lock_guard lock(mutex);
  if (n > known) {
    const std::uint32_t most = std::min(std::bit_ceil(std::max(n, kLeast)), kMostFactorial);
    std::vector<std::uint8_t> composite(most / 2 + 1);  // of the odd ones
    for (std::uint32_t i = 3; i <= most / i; i += 2) {
      if (composite[i / 2] != 0) continue;
      for (std::uint32_t at = i * i; at <= most; at += 2 * i) composite[at / 2] = 1;
    }
    primes.reserve(kMost);
    if (known < 2) primes.push_back(2);
    for (std::uint32_t i = std::max(3u, known + 1) | 1; i <= most; i += 2) {
      if (composite[i / 2] == 0) primes.push_back(i);
    }
    known = most;
  }
  return {primes.data(), static_cast<std::size_t>(
                             std::upper_bound(primes.begin(), primes.end(), n) - primes.begin())};
}

// Exponents are how often each of the primes up to n divides n!: less often, the larger it is.
class Exponents {
 public:
  Exponents(std::span<const std::uint32_t> primes, std::uint32_t n) : primes_(primes) {
    // The large ones from the top: all above n / 2 once, all above n / 3 twice, ...
    constexpr std::size_t kMostQuotients = 1000;  // above this a quotient has small primes alone
    static_assert(kMostQuotients * kMostQuotients >= kMostFactorial);
    from_.reserve(kMostQuotients);
    std::size_t i = primes.size();
    from_.push_back(i);
    for (std::uint32_t quotient = 1;; ++quotient) {
      const std::uint32_t most = n / (quotient + 1);
      if (most < quotient + 1) break;
      while (i > 0 && primes[i - 1] > most) --i;
      from_.push_back(i);
    }
    small_.resize(i);
    for (std::size_t k = 0; k < i; ++k) {
      for (std::uint32_t rest = n; rest >= primes[k];) small_[k] += rest /= primes[k];
    }
  }

  // of is the exponent of one of the primes 2, 3 and 5, for an n of at least 36.
  std::uint32_t& of(std::size_t prime) { return small_[prime]; }

  // bits are how many the largest exponent has.
  unsigned bits() const {
    return static_cast<unsigned>(std::bit_width(*std::max_element(small_.begin(), small_.end())));
  }

  // each_with calls use(prime) for each prime whose exponent has that bit set.
  template <class Use>
  void each_with(unsigned bit, Use&& use) const {
    for (std::size_t i = 0; i < small_.size(); ++i) {
      if ((small_[i] >> bit) % 2 == 1) use(primes_[i]);
    }
    for (std::size_t quotient = std::size_t{1} << bit; quotient < from_.size(); ++quotient) {
      if ((quotient >> bit) % 2 == 0) continue;
      for (std::size_t i = from_[quotient]; i < from_[quotient - 1]; ++i) use(primes_[i]);
    }
  }

 private:
  const std::span<const std::uint32_t> primes_;
  std::vector<std::uint32_t> small_;  // of the first primes
  std::vector<std::size_t> from_;     // where those that divide n! that often begin
};

// Factors are below kFactor = 10^16, four digits each.
constexpr std::uint64_t kFactor = std::uint64_t{kBase} * kBase * kBase * kBase;

// A Leaf is the product of a few factors: it is multiplied out to the base kBase^2.
constexpr std::size_t kLeaf = 12;

Balanced product_of_leaf(std::span<const std::uint64_t> factors) {
  constexpr std::uint64_t kSquare = std::uint64_t{kBase} * kBase;
  std::array<std::uint64_t, 2 * kLeaf + 1> product{1};
  std::size_t size = 1;
  for (const std::uint64_t factor : factors) {
    const std::uint64_t low = factor % kSquare, high = factor / kSquare;
    std::uint64_t carry = 0, before = 0;
    for (std::size_t i = 0; i <= size; ++i) {
      carry += product[i] * low + before * high;  // below 2.1 * 10^16
      before = product[i];
      product[i] = carry % kSquare;
      carry /= kSquare;
    }
    product[size + 1] = carry;
    size += 2;
    while (product[size - 1] == 0) --size;
  }
  std::array<std::uint16_t, 2 * product.size()> digits;
  for (std::size_t i = 0; i < size; ++i) {
    digits[2 * i] = static_cast<std::uint16_t>(product[i] % kBase);
    digits[2 * i + 1] = static_cast<std::uint16_t>(product[i] / kBase);
  }
  return balanced<kBase>({digits.data(), 2 * size});
}

// product_of multiplies factors, in halves of a like size.
Balanced product_of(std::span<const std::uint64_t> factors, Multiplier& multiplier) {
  if (multiplier.stopped()) return {};
  if (factors.size() <= kLeaf) return product_of_leaf(factors);
  const std::size_t half = factors.size() / 2;
  return multiplier.product(product_of(factors.first(half), multiplier),
                            product_of(factors.subspan(half), multiplier));
}

// shared_product_of does that with a part of the factors each, where there are many.
Balanced shared_product_of(std::span<const std::uint64_t> factors, Multiplier& multiplier,
                           const Share& share) {
  constexpr std::size_t kParts = 8, kMany = 32 * kParts;
  if (!kMayShare || !share || factors.size() < kMany) return product_of(factors, multiplier);
  std::array<Balanced, kParts> parts;
  const auto begin_of = [&](std::size_t part) { return factors.size() * part / kParts; };
  share(kParts, [&](unsigned part) {
    Multiplier own;
    const std::size_t begin = begin_of(part);
    parts[part] = product_of(factors.subspan(begin, begin_of(part + 1) - begin), own);
  });
  for (std::size_t left = kParts; left > 1; left /= 2) {
    for (std::size_t i = 0; i < left / 2; ++i) {
      parts[i] = multiplier.product(parts[2 * i], parts[2 * i + 1]);
    }
  }
  return std::move(parts[0]);
}

// PackedFactors are numbers up to n, several of them multiplied together: what was added since
// clear is taken once.
class PackedFactors {
 public:
  explicit PackedFactors(std::uint32_t n) : most_(kFactor >> std::bit_width(n)) {}

  void clear() {
    factors_.clear();
    last_ = 1;
  }
  void add(std::uint32_t number) {
    if (last_ >= most_) {
      factors_.push_back(last_);
      last_ = 1;
    }
    last_ *= number;
  }
  std::span<const std::uint64_t> all() {
    factors_.push_back(last_);
    return factors_;
  }

 private:
  std::vector<std::uint64_t> factors_;
  std::uint64_t last_ = 1;
  std::uint64_t most_;  // of what can take one number more
};

// kLong is how many digits a number has that two squarings in turn are good for.
constexpr std::size_t kLong = 100;

// kSmall is up to which n all numbers fit into one leaf.
constexpr std::uint32_t kSmall = 100;

Factorial small_factorial(std::uint32_t n) {
  PackedFactors factors(kSmall);
  for (std::uint32_t k = 2; k <= n; ++k) factors.add(k);
  return {settled<kBase>(product_of_leaf(factors.all())), 0};
}

}  // namespace

Factorial prime_powers(std::uint32_t n, const std::function<bool(double)>& go_on,
                       const Share& share) {
  if (n <= kSmall) return small_factorial(n);
  Factorial result;
  const std::span<const std::uint32_t> primes = primes_up_to(n);
  Exponents exponents(primes, n);
  // 5 is the third prime; its exponent is never above that of 2.
  result.zeros = exponents.of(2);
  exponents.of(0) -= exponents.of(2);
  exponents.of(2) = 0;
  double done = 0;
  Multiplier multiplier(go_on ? [&] { return go_on(done); } : std::function<bool()>(), share);
  PackedFactors factors(n);
  // product_of_bit is the product of the primes with the bit set.
  const auto product_of_bit = [&] [[gnu::noinline]] (unsigned bit) {
    factors.clear();
    exponents.each_with(bit, [&](std::uint32_t prime) { factors.add(prime); });
    return shared_product_of(factors.all(), multiplier, share);
  };
  Balanced number{1};
  for (unsigned bit = exponents.bits(); bit > 0 && !multiplier.stopped();) {
    // A long number is raised to the fourth power and multiplied once, for two bits.
    const bool two = bit % 2 == 0 && number.size() > kLong;
    Balanced factor = product_of_bit(--bit);
    // Every squaring doubles the number, and takes about as long as all before it.
    done = 0.5 / static_cast<double>(1u << bit);
    if (two) {
      factor = multiplier.square_times(factor, product_of_bit(--bit));
      number = multiplier.product(number, number);
      done *= 2;
    }
    number = multiplier.square_times(number, factor);
  }
  result.digits = settled<kBase>(number);
  return result;
}

}  // namespace interleave
