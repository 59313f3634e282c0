#include "inventory/tables/delivery_route_table.h"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

using ByVersion = std::map<std::pair<std::int64_t, std::int64_t>, RoutePlan*>;

void load_days(Connection& connection, std::int64_t county_id, const ByVersion& plans) {
  Rows rows = connection.query(fmt::format(
      "SELECT route_id, version, weekday FROM delivery_route_day WHERE county_id = {}", county_id));
  while (rows.next()) {
    const auto plan = plans.find({rows.integer(1), rows.integer(2)});
    if (plan == plans.end()) continue;
    plan->second->weekdays.insert(static_cast<Weekday>(rows.integer(3)));
  }
}

void load_stops(Connection& connection, std::int64_t county_id, const ByVersion& plans) {
  Rows rows = connection.query(fmt::format(
      "SELECT route_id, version, facility_id FROM delivery_route_stop WHERE county_id = {}"
      " ORDER BY route_id, version, stop_no",
      county_id));
  while (rows.next()) {
    const auto plan = plans.find({rows.integer(1), rows.integer(2)});
    if (plan == plans.end()) continue;
    plan->second->stops.push_back(rows.integer(3));
  }
}

void insert_days_and_stops(Connection& connection, std::int64_t county_id,
                           const std::vector<RouteVersion>& versions) {
  BulkInsert days(connection, "delivery_route_day (county_id, route_id, version, weekday)");
  BulkInsert stops(connection,
                   "delivery_route_stop (county_id, route_id, version, stop_no, facility_id)");
  for (const RouteVersion& version : versions) {
    for (const Weekday weekday : version.plan.weekdays) {
      days.row(county_id, version.route_id, version.version, static_cast<int>(weekday));
    }
    std::int64_t stop_no = 0;
    for (const std::int64_t facility_id : version.plan.stops) {
      stops.row(county_id, version.route_id, version.version, ++stop_no, facility_id);
    }
  }
  days.finish();
  stops.finish();
}

}  // namespace

std::vector<RouteVersion> load_route_versions(Connection& connection, std::int64_t county_id) {
  std::vector<RouteVersion> versions;
  {
    Rows rows = connection.query(fmt::format(
        "SELECT v.route_id, v.version, r.code, v.name, v.effective_from, v.hub_facility_id"
        " FROM delivery_route_version v JOIN delivery_route r ON r.county_id = v.county_id AND"
        " r.route_id = v.route_id WHERE v.county_id = {} ORDER BY r.code, v.version",
        county_id));
    while (rows.next()) {
      versions.push_back({rows.integer(1),
                          rows.integer(2),
                          {rows.text(3), rows.text(4), rows.date(5), rows.integer(6), {}, {}}});
    }
  }
  ByVersion plans;
  for (RouteVersion& version : versions) {
    plans.emplace(std::pair(version.route_id, version.version), &version.plan);
  }
  load_days(connection, county_id, plans);
  load_stops(connection, county_id, plans);
  return versions;
}

void insert_route_versions(Connection& connection, std::int64_t county_id,
                           const std::vector<RouteVersion>& versions) {
  BulkInsert routes(connection, "delivery_route (county_id, route_id, code, version)",
                    "version = VALUES(version)");
  BulkInsert insert(connection,
                    "delivery_route_version (county_id, route_id, version, effective_from, name,"
                    " hub_facility_id)");
  for (const RouteVersion& version : versions) {
    routes.row(county_id, version.route_id, version.plan.code, version.version);
    insert.row(county_id, version.route_id, version.version, version.plan.effective_from,
               version.plan.name, version.plan.hub_facility_id);
  }
  routes.finish();
  insert.finish();
  insert_days_and_stops(connection, county_id, versions);
}

}  // namespace wutong::inventory
