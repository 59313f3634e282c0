#include "procurement/purchase/forecast/normal_quantile.h"

#include "pricing/checked_integer.h"

namespace wutong::forecast {
namespace {

using pricing::Int128;

// Numbers of 15 decimals: products stay far inside 128 bits, and what is cut off in some hundred
// steps does not reach the seventh decimal.
constexpr Int128 one = pricing::power_of_ten(15);
/// The square root of two pi.
constexpr Int128 root_of_two_pi = 2'506'628'274'631'000;

Int128 times(Int128 a, Int128 b) {
  return a * b / one;
}

/// e to the power of -x for 0 <= x <= 32: the series for a 64th of x, squared six times.
Int128 exponential_of_minus(Int128 x) {
  const Int128 part = x / 64;
  Int128 term = one;
  Int128 sum = one;
  for (int i = 1; i <= 24; ++i) {
    term = -times(term, part) / i;
    sum += term;
  }
  for (int i = 0; i < 6; ++i) sum = times(sum, sum);
  return sum;
}

/// The probability to stay below x, 0 <= x <= 4 (Marsaglia 2004): 1/2 + density(x) times
/// x + x^3/3 + x^5/(3 5) + x^7/(3 5 7) ...
Int128 normal_probability(Int128 x) {
  const Int128 square = times(x, x);
  Int128 term = x;
  Int128 sum = x;
  for (int i = 3; term != 0; i += 2) {
    term = times(term, square) / i;
    sum += term;
  }
  const Int128 density = exponential_of_minus(square / 2) * one / root_of_two_pi;
  return one / 2 + times(density, sum);
}

}  // namespace

Estimate normal_quantile(Share probability) {
  if (probability.denominator <= 0) throw pricing::BadNumber("a share of nothing");
  const Int128 wanted = Int128{probability.numerator} * one / probability.denominator;
  if (wanted < one / 2 || wanted > one / 10'000 * 9'999) {
    throw pricing::BadNumber("a service level is from 0.5 to 0.9999");
  }
  constexpr Int128 step = one / Estimate::micros_in_unit;
  Int128 below = 0;
  Int128 above = 4 * Estimate::micros_in_unit;
  while (above - below > 1) {
    const Int128 middle = (below + above) / 2;
    (normal_probability(middle * step + step / 2) < wanted ? below : above) = middle;
  }
  return Estimate::of_micros(
      static_cast<std::int64_t>(wanted <= normal_probability(step / 2) ? 0 : above));
}

}  // namespace wutong::forecast
