#include "pricing/vat.h"

#include "pricing/micros.h"
#include "pricing/round_quotient.h"

namespace wutong::pricing {
namespace {

constexpr std::int64_t whole = 1'000'000;  ///< a rate of 1, in micros

Micros checked_rate(Micros rate) {
  if (rate.micros > whole) throw BadNumber("a VAT rate is a fraction from 0 to 1");
  return rate;
}

}  // namespace

VatRate VatRate::parse(std::string_view text) try {
  const Micros rate = checked_rate(parse_micros(text));
  return {rate.micros, rate.places};
} catch (const Overflow&) {
  // A rate too large for the type is first of all not from 0 to 1.
  throw BadNumber("a VAT rate is a fraction from 0 to 1");
}

VatRate VatRate::of_micros(std::int64_t micros, int places) {
  const Micros rate = checked_rate(checked_micros(micros, places));
  return {rate.micros, rate.places};
}

std::string VatRate::to_string() const {
  return print_micros({micros_, places_});
}

VatSplit split_vat(Money gross, VatRate rate) {
  const Int128 net =
      round_quotient(Int128{gross.fen()} * whole, whole + rate.micros(), Rounding::half_up);
  const Money rounded_net = Money::fen(narrowed_to_64(net));
  return {rounded_net, gross - rounded_net};
}

}  // namespace wutong::pricing
