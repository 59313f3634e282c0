#include "pricing/wide_integer.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

#include "pricing/decimal.h"
#include "pricing/round_quotient.h"

namespace wutong::pricing {
namespace {

// A product of two coefficients has 76 digits and a dividend brought to its places 74: both fit
// 256 bits. The type is checked all the same, so that a wrong bound would throw and not wrap.
using Wide = boost::multiprecision::checked_int256_t;

bool fits(const Wide& value) {
  return abs(value) <= Wide(largest_coefficient);
}

Int128 narrowed(const Wide& value) {
  if (!fits(value)) throw Overflow("the figure has more than 38 digits");
  return static_cast<Int128>(value);
}

Scaled fitted(Wide value, int places) {
  while (places > Decimal::max_places || (places > 0 && !fits(value))) {
    if (value % 10 != 0) throw Overflow("the exact figure has too many digits");
    value /= 10;
    --places;
  }
  return {narrowed(value), places};
}

Wide at_places(Scaled number, int places) {
  return Wide(number.coefficient) * Wide(power_of_ten(places - number.places));
}

Wide rounded_quotient(const Wide& dividend, const Wide& divisor, Rounding rounding) {
  if (divisor == 0) throw DivisionByZero("there is nothing to divide by");
  Wide quotient;
  Wide rest;
  divide_qr(dividend, divisor, quotient, rest);
  if (rest == 0) return quotient;
  const bool negative = (dividend < 0) != (divisor < 0);
  const int to_half = Wide(2 * abs(rest)).compare(abs(divisor));
  if (!moves_away_from_zero(rounding, {negative, quotient % 2 != 0, to_half <=> 0})) {
    return quotient;
  }
  return negative ? Wide(quotient - 1) : Wide(quotient + 1);
}

}  // namespace

Scaled wide_sum(Scaled a, Scaled b) {
  const int places = std::max(a.places, b.places);
  return fitted(at_places(a, places) + at_places(b, places), places);
}

Scaled wide_product(Scaled a, Scaled b) {
  return fitted(Wide(a.coefficient) * Wide(b.coefficient), a.places + b.places);
}

Int128 wide_quotient(Scaled dividend, Scaled divisor, int places, Rounding rounding) {
  const int exponent = places + divisor.places - dividend.places;
  const Wide raised = Wide(dividend.coefficient) * Wide(power_of_ten(std::max(exponent, 0)));
  const Wide lowered = Wide(divisor.coefficient) * Wide(power_of_ten(std::max(-exponent, 0)));
  return narrowed(rounded_quotient(raised, lowered, rounding));
}

}  // namespace wutong::pricing
