#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/date.h"

namespace wutong::inventory {

/// A moment, UTC, to the second.
using Instant = std::chrono::sys_seconds;

/// RFC 3339: "2026-11-22T22:45:03Z".
std::string to_rfc_3339(Instant instant);
/// What an SQL DATETIME takes: "2026-11-22 22:45:03".
std::string to_sql(Instant instant);
/// What a DATETIME column answers; fractions of a second are cut off.
std::optional<Instant> parse_sql_instant(std::string_view text);

/// The day where the machine stands, which is the county's: not that of UTC.
Date local_day_of(Instant instant);

}  // namespace wutong::inventory
