#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/checked_integer.h"

namespace wutong::forecast {

/// A part of something as a fraction: {20, 100} is a smoothing parameter of 0.20. The denominator
/// is above zero.
struct Share {
  std::int64_t numerator;
  std::int64_t denominator;
  friend constexpr bool operator==(Share a, Share b) = default;
};

/// A computed quantity that need not be whole: millionths of a base unit in 64 bits, so that a
/// forecast comes out the same on every machine and in every year. Sums are exact. Products and
/// quotients are rounded once, half to even (no drift over thousands of smoothing steps), from
/// intermediates of 128 bits. What does not fit (beyond 9.2 x 10^12 units) throws
/// pricing::Overflow; nothing wraps. It does not convert to quantities, prices or money:
/// `whole_units_up` names the rounding.
class Estimate {
 public:
  static constexpr int places = 6;
  static constexpr std::int64_t micros_in_unit = 1'000'000;

  constexpr Estimate() = default;
  static constexpr Estimate of_micros(std::int64_t micros) { return Estimate(micros); }
  static Estimate of_micros(std::floating_point auto) = delete;
  static Estimate of_units(std::int64_t units);
  static Estimate of_units(std::floating_point auto) = delete;
  /// Plain decimals of at most six places, no sign; throws pricing::BadNumber, pricing::Overflow.
  static Estimate parse(std::string_view text);

  constexpr std::int64_t micros() const { return micros_; }
  constexpr bool is_zero() const { return micros_ == 0; }
  /// The smallest whole number that is not below it.
  std::int64_t whole_units_up() const;
  /// Without zeros at the end: "12.5", "-0.25", "3".
  std::string to_string() const;

  // Here rather than in the .cpp, like `scaled`: forecasting a file is made of billions of them.
  Estimate operator-() const { return Estimate{} - *this; }
  friend Estimate operator+(Estimate a, Estimate b) {
    return Estimate(pricing::exact_sum(a.micros_, b.micros_));
  }
  friend Estimate operator-(Estimate a, Estimate b) {
    return Estimate(pricing::exact_difference(a.micros_, b.micros_));
  }
  Estimate& operator+=(Estimate other) { return *this = *this + other; }
  friend constexpr auto operator<=>(Estimate a, Estimate b) = default;

 private:
  constexpr explicit Estimate(std::int64_t micros) : micros_(micros) {}
  std::int64_t micros_ = 0;
};

/// numerator / denominator, rounded half to even, for a denominator above zero: the same as
/// pricing's round_quotient for figures of 64 bits, at a tenth of its cost.
constexpr std::int64_t half_even_quotient(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t cut = numerator / denominator;
  const std::int64_t rest = numerator % denominator;
  const std::int64_t size = rest < 0 ? -rest : rest;
  const bool is_above_half = size > denominator - size;
  const bool is_half = size == denominator - size;
  if (!is_above_half && !(is_half && cut % 2 != 0)) return cut;
  return numerator < 0 ? cut - 1 : cut + 1;
}
/// The same for products that need 128 bits, and for any denominator.
Estimate scaled_widely(Estimate value, Share share);

/// value x share, rounded half to even; throws pricing::DivisionByZero, pricing::Overflow.
inline Estimate scaled(Estimate value, Share share) {
  std::int64_t product = 0;
  if (share.denominator <= 0 || __builtin_mul_overflow(value.micros(), share.numerator, &product)) {
    return scaled_widely(value, share);
  }
  return Estimate::of_micros(half_even_quotient(product, share.denominator));
}
/// a x b and a / b as plain numbers, rounded half to even; throws as above.
Estimate product(Estimate a, Estimate b);
Estimate quotient(Estimate a, Estimate b);
Estimate magnitude(Estimate value);
/// `value`, or zero when it is below: demand is never negative.
Estimate not_negative(Estimate value);

}  // namespace wutong::forecast
