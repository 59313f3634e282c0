#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include "pricing/error.h"

/// Internal to pricing: whole numbers that are exact or throw Overflow, and the 128-bit type that
/// holds any product of two 64-bit numbers. No Boost here: this is the fast path.
namespace wutong::pricing {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

// The sums return a value rather than write through a pointer to the caller's own figure: the
// builtins store the wrapped result, and a refused sum must leave what it was added to unchanged.

template <class Integer>
constexpr Integer exact_sum(Integer a, Integer b) {
  Integer sum{};
  if (__builtin_add_overflow(a, b, &sum)) throw Overflow("the sum is too large");
  return sum;
}

template <class Integer>
constexpr Integer exact_difference(Integer a, Integer b) {
  Integer difference{};
  if (__builtin_sub_overflow(a, b, &difference)) throw Overflow("the difference is too large");
  return difference;
}

template <class Integer>
constexpr Integer exact_product(Integer a, Integer b) {
  Integer product{};
  if (__builtin_mul_overflow(a, b, &product)) throw Overflow("the product is too large");
  return product;
}

/// The same number in 64 bits; throws Overflow when it does not fit.
constexpr std::int64_t narrowed_to_64(Int128 value) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (value < Limits::min() || value > Limits::max()) throw Overflow("the figure is too large");
  return static_cast<std::int64_t>(value);
}

/// Distance from zero. Unsigned, because that of the smallest number does not fit its own type.
constexpr UInt128 magnitude(Int128 value) {
  const auto bits = static_cast<UInt128>(value);
  return value < 0 ? -bits : bits;
}

/// The number with this magnitude and sign; throws Overflow when 128 bits cannot hold it.
constexpr Int128 with_sign(bool negative, UInt128 magnitude) {
  const UInt128 largest = (UInt128{1} << 127U) - (negative ? 0U : 1U);
  if (magnitude > largest) throw Overflow("the figure is too large");
  return static_cast<Int128>(negative ? -magnitude : magnitude);
}

inline constexpr int largest_power_of_ten = 38;

inline constexpr auto powers_of_ten = [] {
  std::array<Int128, largest_power_of_ten + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// 10^exponent, 0 to 38.
constexpr Int128 power_of_ten(int exponent) {
  return powers_of_ten.at(static_cast<std::size_t>(exponent));
}

}  // namespace wutong::pricing
