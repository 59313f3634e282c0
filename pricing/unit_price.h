#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/money.h"
#include "pricing/quantity.h"

namespace wutong::pricing {

enum class Rounding;

/// A price in yuan with up to six decimals, never rounded: it is as it was agreed. It remembers the
/// decimals it came with, so that 8.70 prints as "8.70"; comparison is by value (8.7 == 8.70).
class UnitPrice {
 public:
  static constexpr int max_places = 6;

  constexpr UnitPrice() = default;
  /// Digits[.digits], no sign, at most `max_places` decimals; throws BadNumber, Overflow.
  static UnitPrice parse(std::string_view text);
  /// From the store: millionths of a yuan (0 or more), and the decimals to print (0..6). Throws
  /// BadNumber for anything else, also when printing so few decimals would drop digits.
  static UnitPrice of_micros(std::int64_t micros, int places);

  constexpr std::int64_t micros() const { return micros_; }
  constexpr int places() const { return places_; }
  constexpr bool is_zero() const { return micros_ == 0; }
  std::string to_string() const;

  friend constexpr bool operator==(UnitPrice a, UnitPrice b) { return a.micros_ == b.micros_; }
  friend constexpr std::strong_ordering operator<=>(UnitPrice a, UnitPrice b) {
    return a.micros_ <=> b.micros_;
  }

 private:
  constexpr UnitPrice(std::int64_t micros, int places) : micros_(micros), places_(places) {}
  std::int64_t micros_ = 0;
  int places_ = 0;
};

/// What `units` base units cost at `pack_price` for `pack_size` base units: one exact product, one
/// division, one rounding (contract rules 4, 5, 7, 8 use half_up). Negative units give the negative
/// amount. Throws Overflow, and DivisionByZero for a pack size below 1.
Money amount_of(UnitPrice pack_price, Quantity units, Quantity pack_size, Rounding rounding);

}  // namespace wutong::pricing
