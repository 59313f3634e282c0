#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/delivery_route.h"
#include "inventory/tables/route_calendar_table.h"

namespace wutong::procurement {

/// A moment of the county's clock.
struct LocalTime {
  inventory::Date day{};
  std::chrono::minutes time_of_day{0};
  friend constexpr auto operator<=>(const LocalTime& a, const LocalTime& b) = default;
};
/// "2026-11-24 17:00"
std::string to_string(const LocalTime& time);

/// A delivery to a facility, and until when regular requisitions are taken for it.
struct DeliveryCutOff {
  std::string route_code;
  LocalTime cut_off;
  inventory::Date delivered_on{};
};

/// Pure: the deliveries of four weeks from `from` on, by routes with a calendar, by cut-off.
std::vector<DeliveryCutOff> deliveries_of(
    std::int64_t facility_id, inventory::Date from,
    const std::vector<inventory::RouteVersion>& versions,
    const std::unordered_map<std::int64_t, inventory::RouteCalendar>& calendars);

/// What a requisition that is sent off now would come with.
struct CutOffVerdict {
  std::optional<DeliveryCutOff> passed;  ///< nothing: it is in time, or nobody has a calendar
  std::optional<DeliveryCutOff> next;    ///< the next cut-off that has not passed
};

/// Pure. A delivery's requisitions are closed from its cut-off until the day after it was driven;
/// the moment of the cut-off itself is still in time. With `needed_on` the last delivery until that
/// day decides instead, if there is one.
CutOffVerdict judge_cut_off(const std::vector<DeliveryCutOff>& deliveries, const LocalTime& now,
                            const std::optional<inventory::Date>& needed_on);

/// The same for a facility of the database. Four statements; none beyond the first without a
/// calendar.
struct CutOffWanted {
  std::int64_t facility_id{};
  LocalTime now;
  std::optional<inventory::Date> needed_on{};
};
CutOffVerdict find_cut_off(inventory::Connection& connection, std::int64_t county_id,
                           const CutOffWanted& wanted);

}  // namespace wutong::procurement
