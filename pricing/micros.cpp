#include "pricing/micros.h"

#include "pricing/plain_text.h"

namespace wutong::pricing {
namespace {

std::int64_t micros_in_last_place(int places) {
  return static_cast<std::int64_t>(power_of_ten(micros_places - places));
}

}  // namespace

Micros parse_micros(std::string_view text) {
  const PlainNumber number = parse_plain(text, Minus::refused, micros_places);
  return {coefficient_in_64(number, micros_places), number.places};
}

Micros checked_micros(std::int64_t micros, int places) {
  if (micros < 0) throw BadNumber("a price or a rate is not negative");
  if (places < 0 || places > micros_places) throw BadNumber("not a number of decimals");
  // Printing it would silently drop digits, and a price is never rounded.
  if (micros % micros_in_last_place(places) != 0) throw BadNumber("more decimals than stated");
  return {micros, places};
}

std::string print_micros(Micros number) {
  return print_plain(number.micros / micros_in_last_place(number.places), number.places);
}

}  // namespace wutong::pricing
