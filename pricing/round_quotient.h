#pragma once

#include <compare>

#include "pricing/checked_integer.h"
#include "pricing/rounding.h"

/// Internal to pricing: the one place where a figure is rounded.
namespace wutong::pricing {

/// Where an inexact quotient stands once its fraction is cut off.
struct CutQuotient {
  bool negative;
  bool odd;
  std::strong_ordering fraction_to_half;  ///< the fraction's magnitude against one half
};

/// Does this rounding take the quotient one further from zero than cutting left it? Only for
/// quotients that do have a fraction: an exact one is never moved.
bool moves_away_from_zero(Rounding rounding, CutQuotient cut);

/// numerator / denominator as a whole number. Throws DivisionByZero, and Overflow for the one
/// quotient that does not fit (the smallest number by -1).
Int128 round_quotient(Int128 numerator, Int128 denominator, Rounding rounding);

}  // namespace wutong::pricing
