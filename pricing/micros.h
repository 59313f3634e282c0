#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Internal to pricing: what UnitPrice and VatRate share, a number of 0 or more in millionths that
/// remembers the decimals it came with.
namespace wutong::pricing {

struct Micros {
  std::int64_t micros;
  int places;  ///< 0 to 6, and enough to print the whole of `micros`
};

inline constexpr int micros_places = 6;

/// Throws BadNumber (a sign and a seventh decimal too), Overflow.
Micros parse_micros(std::string_view text);

/// The two as they came from the store; throws BadNumber when they are not a Micros as above.
Micros checked_micros(std::int64_t micros, int places);

std::string print_micros(Micros number);

}  // namespace wutong::pricing
