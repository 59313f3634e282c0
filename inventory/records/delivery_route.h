#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/records/date.h"

namespace wutong::inventory {

/// Numbered as ISO 8601 does.
enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };
std::string_view to_string(Weekday weekday);
std::optional<Weekday> parse_weekday(std::string_view text);
Weekday weekday_of(Date day);

/// How a delivery route (配送线路) is driven from a day on: centre, hub township, then the stops in
/// their order, on each of the weekdays. Without weekdays the route is closed.
struct RoutePlan {
  std::string code;
  std::string name;
  Date effective_from{};
  std::int64_t hub_facility_id{};
  std::set<Weekday> weekdays;
  std::vector<std::int64_t> stops;  ///< facility ids, each once
  friend bool operator==(const RoutePlan&, const RoutePlan&) = default;
};

/// A plan as it was recorded.
struct RouteVersion {
  std::int64_t route_id{};
  std::int64_t version{};
  RoutePlan plan;
};

/// Of all versions (ascending within a route) those in force on a day: of each route the highest
/// that has begun. Closed routes are left out.
std::vector<const RouteVersion*> routes_on(const std::vector<RouteVersion>& versions, Date day);

/// A facility that would be on two routes on one weekday.
struct RouteClash {
  std::int64_t facility_id{};
  Weekday weekday{};
  std::string route_code;
  std::string other_route_code;
  Date day{};
};
/// The first clash on `from` or on any later day, whatever begins then.
std::optional<RouteClash> find_route_clash(const std::vector<RouteVersion>& versions, Date from);

}  // namespace wutong::inventory
