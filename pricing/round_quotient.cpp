#include "pricing/round_quotient.h"

#include <stdexcept>

namespace wutong::pricing {

bool moves_away_from_zero(Rounding rounding, CutQuotient cut) {
  switch (rounding) {
    case Rounding::half_up:
      return std::is_gteq(cut.fraction_to_half);
    case Rounding::half_even:
      return std::is_gt(cut.fraction_to_half) || (std::is_eq(cut.fraction_to_half) && cut.odd);
    case Rounding::half_down:
      return std::is_gt(cut.fraction_to_half);
    case Rounding::up:
      return true;
    case Rounding::down:
      return false;
    case Rounding::ceiling:
      return !cut.negative;
    case Rounding::floor:
      return cut.negative;
  }
  throw std::logic_error("a rounding that is none of the seven");
}

Int128 round_quotient(Int128 numerator, Int128 denominator, Rounding rounding) {
  if (denominator == 0) throw DivisionByZero("there is nothing to divide by");
  const bool negative = (numerator < 0) != (denominator < 0);
  const UInt128 divisor = magnitude(denominator);
  UInt128 quotient = magnitude(numerator) / divisor;
  const UInt128 rest = magnitude(numerator) - quotient * divisor;
  // The divisor is at most 2^127, so twice the rest still fits the unsigned type.
  const CutQuotient cut{negative, quotient % 2 == 1, 2 * rest <=> divisor};
  if (rest != 0 && moves_away_from_zero(rounding, cut)) ++quotient;
  return with_sign(negative, quotient);
}

}  // namespace wutong::pricing
