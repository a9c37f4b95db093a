// Random numbers that are the same on every machine.
#pragma once

#include <cstdint>

namespace interleave {

// SplitMix64 is the generator of Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators" (OOPSLA 2014): the state is a counter, so a stream costs nothing to set up.
class SplitMix64 {
 public:
  explicit constexpr SplitMix64(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  // below is uniform in [0, bound), by Lemire's multiplication ("Fast random integer generation in
  // an interval", 2019) without its rejection step: the bias is under bound / 2^32.
  constexpr std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
  }

  // unit is uniform in [0, 1) with 53 bits.
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

  // stream is the generator of thread `index` under `seed`.
  static constexpr SplitMix64 stream(std::uint64_t seed, std::uint64_t index) {
    SplitMix64 mixer(seed ^ (index * 0xd1342543de82ef95u));
    return SplitMix64(mixer.next());
  }

 private:
  std::uint64_t state_;
};

}  // namespace interleave
