#pragma once

#include <string>
#include <string_view>

#include "pricing/checked_integer.h"

/// Internal to pricing: the one reader and the one writer of numbers as text.
namespace wutong::pricing {

/// What a text says: coefficient / 10^places, with the decimals it was written with.
struct PlainNumber {
  Int128 coefficient;
  int places;
};

enum class Minus { allowed, refused };

/// Reads -?digits[.digits] in ASCII and nothing else, so that no locale, exponent, octal prefix or
/// separator ever changes a figure. Leading zeros are fine, "-0" is 0. Throws BadNumber, also for
/// more than `max_places` decimals, and Overflow for more than 38 digits that count.
PlainNumber parse_plain(std::string_view text, Minus minus, int max_places);

/// The coefficient of the same number at `places` decimals, at least as many as it has, in 64 bits.
std::int64_t coefficient_in_64(PlainNumber number, int places);

/// coefficient / 10^places with all its places: (-5, 2) is "-0.05". At most 38 digits.
std::string print_plain(Int128 coefficient, int places);

}  // namespace wutong::pricing
