#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "procurement/codes/gtin.h"
#include "procurement/codes/judged.h"

namespace wutong::procurement::codes {

/// A device's identity in GS1 element strings: DI (01) and PI, of which each may be missing.
struct DeviceIdentity {
  Gtin gtin;                                          ///< (01)
  std::optional<std::chrono::sys_days> made_on{};     ///< (11)
  std::optional<std::chrono::sys_days> expires_on{};  ///< (17), the last day of use
  std::string lot{};                                  ///< (10), 1 to 20 characters
  std::string serial{};                               ///< (21), 1 to 20 characters
  friend bool operator==(const DeviceIdentity&, const DeviceIdentity&) = default;
};

/// Reads what people read, (01)06901234567892(17)271200(10)A1, and what a scanner sends: an
/// optional symbology identifier, no brackets, FNC1 as the GS character (0x1D) after a lot or a
/// serial number that is not the last. A day 00 is the last of its month. `this_year` decides the
/// century of two-digit years: up to 49 years back and 50 ahead (GS1 General Specifications,
/// section 7.12).
Judged<DeviceIdentity> parse_element_string(std::string_view text, int this_year);

/// The form with brackets; 01, 11, 17, 10, 21 in this order, days as they are.
std::string bracketed(const DeviceIdentity& identity);
/// The form of a scanner.
std::string scanned(const DeviceIdentity& identity);

}  // namespace wutong::procurement::codes
