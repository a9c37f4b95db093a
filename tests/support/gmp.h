// GMP, which the tests of bignum hold our digits against.
#pragma once

#include <gmp.h>

#include <string>

namespace interleave::testing {

// Integer is an mpz_t that frees itself.
class Integer {
 public:
  Integer() { mpz_init(value_); }
  explicit Integer(const std::string& text) { mpz_init_set_str(value_, text.c_str(), 10); }
  ~Integer() { mpz_clear(value_); }
  Integer(const Integer&) = delete;
  Integer& operator=(const Integer&) = delete;
  operator mpz_ptr() { return value_; }

 private:
  mpz_t value_;
};

inline std::string decimal(Integer& value) {
  std::string text(mpz_sizeinbase(value, 10) + 2, '\0');
  mpz_get_str(text.data(), 10, value);
  text.resize(text.find('\0'));
  return text;
}

}  // namespace interleave::testing
