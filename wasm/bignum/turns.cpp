#include "bignum/turns.h"

#include <array>
#include <bit>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <vector>

#include "bignum/fft.h"
#include "bignum/unit_root.h"

namespace interleave {
namespace {

constexpr unsigned kDepths = std::bit_width(kMostFftSize) / 2;

// Roots are those of unity with one denominator, a multiple of kFew: each is a root of a few, times
// one that is near 1, of which 1 is left out.
class Roots {
 public:
  explicit Roots(std::size_t denominator) : near_(denominator / kFew) {
    for (std::size_t k = 0; k < kFew; ++k) few_[k] = unit_root(k, kFew);
    for (std::size_t k = 0; k < near_.size(); ++k) {
      const double half = unit_root(k, 2 * denominator).im;
      near_[k] = {-2 * half * half, unit_root(k, denominator).im};
    }
  }

  Root of(std::size_t numerator) const {
    const Root a = few_[numerator / near_.size()], b = near_[numerator % near_.size()];
    return {a.re + (a.re * b.re - a.im * b.im), a.im + (a.re * b.im + a.im * b.re)};
  }

  static constexpr std::size_t kFew = 64;

 private:
  std::array<Root, kFew> few_;
  std::vector<Root> near_;
};

// turns_at are those of part `part` of a depth, in each lane.
Turns turns_at(const Roots& roots, unsigned depth, std::size_t half, std::size_t part) {
  // Part c of what is modulo x^4m - e^(2 pi i t) is modulo x^m - e^(2 pi i (t + c) / 4): the digits
  // of `part` to the base 4 come from the last on.
  std::size_t quarters = 0;
  for (unsigned digit = 0; digit < depth; ++digit, part /= 4) quarters = quarters * 4 + part % 4;
  Turns turns;
  unsigned power = 1;
  for (PairValue* const value : {&turns.once, &turns.twice, &turns.thrice}) {
    for (std::size_t lane = 0; lane < 2; ++lane) {
      // i^(1/4) and its quarter turns, in 16ths
      const std::size_t first = 1 + 4 * (2 * half + lane);
      const Root root = roots.of(power * (first + 16 * quarters));
      value->re[lane] = root.re;
      value->im[lane] = root.im;
    }
    ++power;
  }
  return turns;
}

}  // namespace

const Turns* turns_of(unsigned depth, std::size_t half) {
  struct Once {
    std::once_flag flag;
    std::unique_ptr<Turns[]> turns;
  };
  static std::array<Once, kDepths> all;
  Once& once = all[depth];
  const std::size_t parts = std::size_t{1} << (2 * depth);
  std::call_once(once.flag, [&] {
    const Roots roots(Roots::kFew << (2 * depth));
    once.turns = std::make_unique_for_overwrite<Turns[]>(kHalves * parts);
    for (std::size_t i = 0; i < kHalves * parts; ++i) {
      once.turns[i] = turns_at(roots, depth, i / parts, i % parts);
    }
  });
  return once.turns.get() + half * parts;
}

}  // namespace interleave
