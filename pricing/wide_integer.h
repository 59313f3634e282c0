#pragma once

#include "pricing/checked_integer.h"

/// Internal to pricing: the slow path of Decimal, for intermediates of more than 128 bits. Boost
/// stays in the .cpp, which is expensive to compile.
namespace wutong::pricing {

enum class Rounding;

/// coefficient / 10^places, the parts of a Decimal.
struct Scaled {
  Int128 coefficient;
  int places;
};

inline constexpr Int128 largest_coefficient = power_of_ten(38) - 1;

/// Exact, at the wider of the two places. Where that does not fit, trailing zeros are given up
/// first; throws Overflow when digits that count would go.
Scaled wide_sum(Scaled a, Scaled b);

/// Exact, at the sum of the places, and fitted like `wide_sum`.
Scaled wide_product(Scaled a, Scaled b);

/// The coefficient of dividend / divisor at `places` decimals. Throws DivisionByZero and, when it
/// has more than 38 digits, Overflow.
Int128 wide_quotient(Scaled dividend, Scaled divisor, int places, Rounding rounding);

}  // namespace wutong::pricing
