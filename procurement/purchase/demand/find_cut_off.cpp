#include "procurement/purchase/demand/find_cut_off.h"

#include <algorithm>

#include "inventory/tables/delivery_route_table.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::RouteVersion;

namespace {

constexpr int days_ahead = 28;
constexpr std::chrono::days one_day{1};

bool drives_to(const inventory::RoutePlan& plan, std::int64_t facility_id) {
  return plan.hub_facility_id == facility_id ||
         std::find(plan.stops.begin(), plan.stops.end(), facility_id) != plan.stops.end();
}

DeliveryCutOff delivery_on(Date day, const RouteVersion& route, const inventory::CutOff& cut_off) {
  return {route.plan.code, {day - one_day * cut_off.days_before, cut_off.time_of_day}, day};
}

std::optional<DeliveryCutOff> next_after(const std::vector<DeliveryCutOff>& deliveries,
                                         const LocalTime& now) {
  for (const DeliveryCutOff& delivery : deliveries) {
    if (delivery.cut_off >= now) return delivery;
  }
  return std::nullopt;
}

/// The delivery that is being made ready: its cut-off has passed, and it is not yet driven.
std::optional<DeliveryCutOff> closed_now(const std::vector<DeliveryCutOff>& deliveries,
                                         const LocalTime& now) {
  for (const DeliveryCutOff& delivery : deliveries) {
    if (delivery.cut_off < now && now.day <= delivery.delivered_on) return delivery;
  }
  return std::nullopt;
}

/// The last delivery until a day.
std::optional<DeliveryCutOff> last_until(const std::vector<DeliveryCutOff>& deliveries, Date day) {
  std::optional<DeliveryCutOff> last;
  for (const DeliveryCutOff& delivery : deliveries) {
    if (delivery.delivered_on > day) continue;
    if (!last || delivery.delivered_on > last->delivered_on) last = delivery;
  }
  return last;
}

}  // namespace

std::string to_string(const LocalTime& time) {
  return inventory::to_string(time.day) + " " + inventory::to_string(time.time_of_day);
}

std::vector<DeliveryCutOff> deliveries_of(
    std::int64_t facility_id, Date from, const std::vector<RouteVersion>& versions,
    const std::unordered_map<std::int64_t, inventory::RouteCalendar>& calendars) {
  std::vector<DeliveryCutOff> deliveries;
  for (Date day = from; day < from + one_day * days_ahead; day += one_day) {
    for (const RouteVersion* route : inventory::routes_on(versions, day)) {
      const auto calendar = calendars.find(route->route_id);
      if (calendar == calendars.end() || !calendar->second.cut_off) continue;
      if (!route->plan.weekdays.contains(inventory::weekday_of(day))) continue;
      if (!drives_to(route->plan, facility_id)) continue;
      deliveries.push_back(delivery_on(day, *route, *calendar->second.cut_off));
    }
  }
  std::stable_sort(deliveries.begin(), deliveries.end(),
                   [](const auto& a, const auto& b) { return a.cut_off < b.cut_off; });
  return deliveries;
}

CutOffVerdict judge_cut_off(const std::vector<DeliveryCutOff>& deliveries, const LocalTime& now,
                            const std::optional<Date>& needed_on) {
  CutOffVerdict verdict{std::nullopt, next_after(deliveries, now)};
  const auto last = needed_on ? last_until(deliveries, *needed_on) : std::nullopt;
  if (!last) {
    verdict.passed = closed_now(deliveries, now);
  } else if (last->cut_off < now) {
    verdict.passed = last;
  }
  return verdict;
}

CutOffVerdict find_cut_off(inventory::Connection& connection, std::int64_t county_id,
                           const CutOffWanted& wanted) {
  const auto calendars = inventory::load_route_calendars(connection, county_id);
  if (calendars.empty()) return {};
  const auto versions = inventory::load_route_versions(connection, county_id);
  return judge_cut_off(deliveries_of(wanted.facility_id, wanted.now.day, versions, calendars),
                       wanted.now, wanted.needed_on);
}

}  // namespace wutong::procurement
