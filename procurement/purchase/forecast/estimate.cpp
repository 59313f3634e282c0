#include "procurement/purchase/forecast/estimate.h"

#include "pricing/checked_integer.h"
#include "pricing/plain_text.h"
#include "pricing/round_quotient.h"

namespace wutong::forecast {

using pricing::Int128;
using pricing::Rounding;

Estimate Estimate::of_units(std::int64_t units) {
  return of_micros(pricing::exact_product(units, micros_in_unit));
}

Estimate Estimate::parse(std::string_view text) {
  return of_micros(pricing::coefficient_in_64(
      pricing::parse_plain(text, pricing::Minus::refused, places), places));
}

std::int64_t Estimate::whole_units_up() const {
  return pricing::narrowed_to_64(
      pricing::round_quotient(micros_, micros_in_unit, Rounding::ceiling));
}

std::string Estimate::to_string() const {
  std::string text = pricing::print_plain(micros_, places);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

Estimate scaled_widely(Estimate value, Share share) {
  return Estimate::of_micros(pricing::narrowed_to_64(pricing::round_quotient(
      Int128{value.micros()} * share.numerator, share.denominator, Rounding::half_even)));
}

Estimate product(Estimate a, Estimate b) {
  return scaled(a, {b.micros(), Estimate::micros_in_unit});
}

Estimate quotient(Estimate a, Estimate b) {
  return scaled(a, {Estimate::micros_in_unit, b.micros()});
}

Estimate magnitude(Estimate value) {
  return value < Estimate{} ? -value : value;
}

Estimate not_negative(Estimate value) {
  return value < Estimate{} ? Estimate{} : value;
}

}  // namespace wutong::forecast
