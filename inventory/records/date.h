#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace wutong::inventory {

/// A calendar day, without time or zone.
using Date = std::chrono::sys_days;

/// `YYYY-MM-DD`, a real day of the years 1900 to 9999; nothing else parses.
std::optional<Date> parse_date(std::string_view text);
std::string to_string(Date date);

}  // namespace wutong::inventory
