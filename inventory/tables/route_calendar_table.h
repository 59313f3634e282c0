#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// Until when regular requisitions are taken for a delivery (请领截止): so many days before it, at
/// a time of the county's clock.
struct CutOff {
  int days_before = 0;                  ///< 0 to 6
  std::chrono::minutes time_of_day{0};  ///< since midnight
};

/// A version of a route's calendar.
struct RouteCalendar {
  std::int64_t version = 0;
  std::optional<CutOff> cut_off;  ///< nothing: there is no calendar any more
  std::string note{};
  std::string actor{};
  std::string recorded_at{};  ///< UTC
};

/// "17:30"; nothing for what is no time of a day.
std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text);
std::string to_string(std::chrono::minutes time_of_day);

/// The newest version of each route that ever had one, by route id. One statement.
std::unordered_map<std::int64_t, RouteCalendar> load_route_calendars(Connection& connection,
                                                                     std::int64_t county_id);
/// The id of a route, locked until the transaction ends; nothing: no such code.
std::optional<std::int64_t> lock_route(Connection& connection, std::int64_t county_id,
                                       const std::string& route_code);
void insert_route_calendar(Connection& connection, const Recording& recording,
                           std::int64_t route_id, const RouteCalendar& calendar);

}  // namespace wutong::inventory
