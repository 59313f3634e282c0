#include "procurement/purchase/forecast/estimate.h"

#include "pricing/checked_integer.h"
#include "pricing/plain_text.h"
#include "pricing/round_quotient.h"

namespace wutong::forecast {

using pricing::Int128;
using pricing::Rounding;

namespace {

/// The same as round_quotient for figures of 64 bits, at a tenth of its cost: a forecast is made
/// of millions of these. The denominator is above zero.
std::int64_t half_even_64(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t cut = numerator / denominator;
  const std::int64_t rest = numerator % denominator;
  const std::int64_t size = rest < 0 ? -rest : rest;
  const bool is_above_half = size > denominator - size;
  const bool is_half = size == denominator - size;
  if (!is_above_half && !(is_half && cut % 2 != 0)) return cut;
  return numerator < 0 ? cut - 1 : cut + 1;
}

std::int64_t product_quotient(std::int64_t a, std::int64_t b, std::int64_t denominator) {
  std::int64_t narrow = 0;
  if (denominator > 0 && !__builtin_mul_overflow(a, b, &narrow)) {
    return half_even_64(narrow, denominator);
  }
  return pricing::narrowed_to_64(
      pricing::round_quotient(Int128{a} * b, denominator, Rounding::half_even));
}

}  // namespace

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

Estimate Estimate::operator-() const {
  return of_micros(pricing::exact_difference(std::int64_t{0}, micros_));
}

Estimate operator+(Estimate a, Estimate b) {
  return Estimate::of_micros(pricing::exact_sum(a.micros_, b.micros_));
}

Estimate operator-(Estimate a, Estimate b) {
  return Estimate::of_micros(pricing::exact_difference(a.micros_, b.micros_));
}

Estimate scaled(Estimate value, Share share) {
  return Estimate::of_micros(product_quotient(value.micros(), share.numerator, share.denominator));
}

Estimate product(Estimate a, Estimate b) {
  return Estimate::of_micros(product_quotient(a.micros(), b.micros(), Estimate::micros_in_unit));
}

Estimate quotient(Estimate a, Estimate b) {
  return Estimate::of_micros(product_quotient(a.micros(), Estimate::micros_in_unit, b.micros()));
}

Estimate magnitude(Estimate value) {
  return value < Estimate{} ? -value : value;
}

Estimate not_negative(Estimate value) {
  return value < Estimate{} ? Estimate{} : value;
}

}  // namespace wutong::forecast
