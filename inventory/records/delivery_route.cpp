#include "inventory/records/delivery_route.h"

#include <map>
#include <utility>

#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

constexpr NamedValues<Weekday, 7> weekdays{{
    {Weekday::monday, "monday"},
    {Weekday::tuesday, "tuesday"},
    {Weekday::wednesday, "wednesday"},
    {Weekday::thursday, "thursday"},
    {Weekday::friday, "friday"},
    {Weekday::saturday, "saturday"},
    {Weekday::sunday, "sunday"},
}};

using Seats = std::map<std::pair<Weekday, std::int64_t>, const RouteVersion*>;

/// Seats every stop of a route; the first that is taken is the clash.
std::optional<RouteClash> seat(const RouteVersion& route, Seats& seats) {
  for (const Weekday weekday : route.plan.weekdays) {
    for (const std::int64_t facility_id : route.plan.stops) {
      const auto [taken, is_free] = seats.emplace(std::pair(weekday, facility_id), &route);
      if (is_free) continue;
      return RouteClash{facility_id, weekday, taken->second->plan.code, route.plan.code, {}};
    }
  }
  return std::nullopt;
}

std::optional<RouteClash> clash_on(const std::vector<RouteVersion>& versions, Date day) {
  Seats seats;
  for (const RouteVersion* route : routes_on(versions, day)) {
    auto clash = seat(*route, seats);
    if (!clash) continue;
    clash->day = day;
    return clash;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Weekday weekday) {
  return name_of(weekdays, weekday);
}

std::optional<Weekday> parse_weekday(std::string_view text) {
  return value_named(weekdays, text);
}

Weekday weekday_of(Date day) {
  return static_cast<Weekday>(std::chrono::weekday(day).iso_encoding());
}

std::vector<const RouteVersion*> routes_on(const std::vector<RouteVersion>& versions, Date day) {
  std::map<std::string_view, const RouteVersion*> in_force;
  for (const RouteVersion& version : versions) {
    if (version.plan.effective_from <= day) in_force[version.plan.code] = &version;
  }
  std::vector<const RouteVersion*> found;
  for (const auto& [code, version] : in_force) {
    if (!version->plan.weekdays.empty()) found.push_back(version);
  }
  return found;
}

std::optional<RouteClash> find_route_clash(const std::vector<RouteVersion>& versions, Date from) {
  std::set<Date> days{from};
  for (const RouteVersion& version : versions) days.insert(version.plan.effective_from);
  for (auto day = days.find(from); day != days.end(); ++day) {
    if (auto clash = clash_on(versions, *day)) return clash;
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
