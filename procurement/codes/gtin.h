#pragma once

#include <string>
#include <string_view>

#include "procurement/codes/judged.h"

namespace wutong::procurement::codes {

/// A trade item number of GS1: 8, 12, 13 or 14 digits, the last a check digit (GS1 General
/// Specifications, section 7.9).
struct Gtin {
  std::string digits;      ///< as written
  std::string fourteen;    ///< with zeros before it, as databases and AI (01) hold it
  char packaging_level{};  ///< '0' the article itself, '1' to '8' a pack, '9' of varying measure
  friend bool operator==(const Gtin&, const Gtin&) = default;
};

Judged<Gtin> parse_gtin(std::string_view text);
/// 14 digits and nothing else: what AI (01) takes.
Judged<Gtin> parse_gtin_14(std::string_view text);

/// The check digit of the digits before it: weights 3 and 1 from the right, up to the next ten.
char check_digit(std::string_view digits_before);

}  // namespace wutong::procurement::codes
