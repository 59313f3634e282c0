#include "pricing/quantity.h"

#include "pricing/plain_text.h"
#include "pricing/round_quotient.h"

namespace wutong::pricing {

Quantity Quantity::parse(std::string_view text) {
  return Quantity(coefficient_in_64(parse_plain(text, Minus::refused, 0), 0));
}

std::string Quantity::to_string() const {
  return std::to_string(units_);
}

Quantity& Quantity::operator+=(Quantity other) {
  units_ = exact_sum(units_, other.units_);
  return *this;
}

Quantity& Quantity::operator-=(Quantity other) {
  units_ = exact_difference(units_, other.units_);
  return *this;
}

Quantity operator*(Quantity a, Quantity b) {
  return Quantity(exact_product(a.units_, b.units_));
}

Quantity packs_covering(Quantity units, Quantity pack_size) {
  if (pack_size.units() < 1) throw DivisionByZero("a pack holds one base unit or more");
  // The quotient is no larger than `units`, so it fits.
  return Quantity(static_cast<std::int64_t>(
      round_quotient(units.units(), pack_size.units(), Rounding::ceiling)));
}

}  // namespace wutong::pricing
