#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "inventory/records/date.h"

namespace wutong::inventory {

/// A moment, UTC, as exact as the database keeps it.
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

/// Whose record is changed, by whom, and when: what every write of master data is recorded with.
struct Recording {
  std::int64_t county_id{};
  std::string actor;
  Moment now{};
  Date today{};  ///< the county's day, which need not be that of UTC
};

/// "2026-11-22 22:43:18.123456", as a DATETIME(6) takes it.
std::string to_string(Moment moment);

}  // namespace wutong::inventory
