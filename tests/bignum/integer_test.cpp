// Boost's integers, multiplied and written through the transform, beside GMP.
#include "bignum/integer.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>

#include "bignum/factorial.h"
#include "support/gmp.h"

namespace interleave::testing {
namespace {

interleave::Integer random_integer(std::size_t bits, std::mt19937_64& random) {
  std::vector<std::uint64_t> words(bits / 64 + 1);
  for (std::uint64_t& word : words) word = random();
  words.back() |= std::uint64_t{1} << 63;
  interleave::Integer value;
  import_bits(value, words.begin(), words.end(), 64, false);
  return value >> (msb(value) + 1 - bits);
}

std::vector<std::uint64_t> words_of(const interleave::Integer& value) {
  std::vector<std::uint64_t> words;
  export_bits(interleave::Integer(abs(value)), std::back_inserter(words), 64, false);
  return words;
}

// expect_product holds the size of a product against GMP's, and its sign.
void expect_product(const interleave::Integer& a, const interleave::Integer& b) {
  const interleave::Integer ours = product(a, b);
  Integer x, y, theirs;
  for (const auto& [value, into] : {std::pair<const interleave::Integer&, mpz_ptr>(a, x), {b, y}}) {
    const auto words = words_of(value);
    mpz_import(into, words.size(), -1, sizeof words[0], 0, 0, words.data());
  }
  mpz_mul(theirs, x, y);
  std::vector<std::uint64_t> words(mpz_size(theirs) + 1);
  std::size_t count = 0;
  mpz_export(words.data(), &count, -1, sizeof words[0], 0, 0, theirs);
  words.resize(count);
  ASSERT_TRUE(words_of(ours) == words) << words.size() << " words";
  ASSERT_EQ(ours < 0, (a < 0) != (b < 0));
}

TEST(Integer, ProductsOfAllSizesAreThoseOfGmp) {
  std::mt19937_64 random(1);
  const std::size_t sizes[] = {1,      64,     4'095,  4'097,   39'999,
                               40'000, 40'001, 53'248, 100'003, 700'001};
  for (const std::size_t a : sizes) {
    for (const std::size_t b : sizes) {
      interleave::Integer x = random_integer(a, random), y = random_integer(b, random);
      if (random() % 2 == 0) x = -x;
      if (random() % 4 == 0) y = -y;
      expect_product(x, y);
    }
    const interleave::Integer x = random_integer(a, random);
    expect_product(x, x);
    const interleave::Integer ones = (interleave::Integer(1) << a) - 1;
    expect_product(ones, ones);
  }
  EXPECT_EQ(product(0, random_integer(50'000, random)), 0);
}

TEST(Integer, DecimalAndBackIsTheSame) {
  std::mt19937_64 random(2);
  for (const std::size_t bits :
       {1u, 63u, 64u, 3'000u, 4'095u, 4'096u, 4'097u, 8'192u, 8'193u, 65'536u, 65'537u, 200'000u}) {
    const interleave::Integer value = random_integer(bits, random);
    const std::string text = decimal_text(value);
    ASSERT_TRUE(text == value.str()) << bits;
    ASSERT_TRUE(integer_of(text) == value) << bits;
    ASSERT_TRUE(integer_of("-" + text) == -value) << bits;
    ASSERT_TRUE(integer_of("000" + text) == value) << bits;
    const interleave::Integer power = interleave::Integer(1) << bits;
    ASSERT_TRUE(decimal_text(power) == power.str()) << bits;
    ASSERT_TRUE(decimal_text(power - 1) == interleave::Integer(power - 1).str()) << bits;
  }
  EXPECT_EQ(decimal_text(0), "0");
  for (const char* wrong : {"", "-", "1.5", "0x10", "1 000"}) {
    EXPECT_THROW(integer_of(wrong), std::invalid_argument) << wrong;
  }
}

TEST(Integer, AFactorialByHalvesIsTheOneOfThePrimes) {
  const std::function<interleave::Integer(long, long)> by_halves = [&](long from, long to) {
    if (to - from < 16) {
      interleave::Integer all = 1;
      for (long i = from; i < to; ++i) all *= i;
      return all;
    }
    const long middle = (from + to) / 2;
    return product(by_halves(from, middle), by_halves(middle, to));
  };
  EXPECT_TRUE(decimal_text(by_halves(1, 30'001)) == factorial(30'000).text());
}

}  // namespace
}  // namespace interleave::testing
