#include "pricing/unit_price.h"

#include "pricing/micros.h"
#include "pricing/round_quotient.h"

namespace wutong::pricing {

static_assert(UnitPrice::max_places == micros_places);

UnitPrice UnitPrice::parse(std::string_view text) {
  const Micros price = parse_micros(text);
  return {price.micros, price.places};
}

UnitPrice UnitPrice::of_micros(std::int64_t micros, int places) {
  const Micros price = checked_micros(micros, places);
  return {price.micros, price.places};
}

std::string UnitPrice::to_string() const {
  return print_micros({micros_, places_});
}

Money amount_of(UnitPrice pack_price, Quantity units, Quantity pack_size, Rounding rounding) {
  if (pack_size.units() < 1) throw DivisionByZero("a pack holds one base unit or more");
  constexpr Int128 micros_per_fen = 10'000;
  // 64 by 64 bits is at most 126 bits and a sign: neither product can overflow.
  const Int128 micro_units = Int128{pack_price.micros()} * units.units();
  const Int128 fen = round_quotient(micro_units, pack_size.units() * micros_per_fen, rounding);
  return Money::fen(narrowed_to_64(fen));
}

}  // namespace wutong::pricing
