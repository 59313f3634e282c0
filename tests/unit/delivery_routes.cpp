#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "inventory/records/delivery_route.h"
#include "procurement/catalogue/organisation/open_affairs.h"
#include "procurement/catalogue/organisation/plan_route.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using inventory::Date;
using inventory::RouteVersion;
using inventory::Weekday;

namespace {

using Lines = std::vector<std::string>;

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

RouteVersion route(const char* code, std::int64_t version, const char* from,
                   std::set<Weekday> weekdays, std::vector<std::int64_t> stops) {
  return {
      code[1] - '0', version, {code, code, day(from), 3, std::move(weekdays), std::move(stops)}};
}

/// "5 monday R1 R2 2026-05-01"
std::string clash_of(const std::vector<RouteVersion>& versions, const char* from) {
  const auto clash = inventory::find_route_clash(versions, day(from));
  if (!clash) return "";
  return std::to_string(clash->facility_id) + " " +
         std::string(inventory::to_string(clash->weekday)) + " " + clash->route_code + " " +
         clash->other_route_code + " " + inventory::to_string(clash->day);
}

Lines driven(const std::vector<RouteVersion>& versions, const char* on) {
  Lines lines;
  for (const auto* version : inventory::routes_on(versions, day(on))) {
    lines.push_back(version->plan.code + " " + std::to_string(version->version));
  }
  return lines;
}

}  // namespace

TEST_CASE("weekdays are those of the calendar and can be read back", "[routes]") {
  CHECK(inventory::weekday_of(day("2026-11-22")) == Weekday::sunday);
  CHECK(inventory::weekday_of(day("2026-11-23")) == Weekday::monday);
  for (int number = 1; number <= 7; ++number) {
    const auto weekday = static_cast<Weekday>(number);
    CHECK(inventory::parse_weekday(inventory::to_string(weekday)) == weekday);
  }
  CHECK_FALSE(inventory::parse_weekday("Monday"));
}

TEST_CASE("the newest version that has begun is driven, a closed one is not", "[routes]") {
  const std::vector<RouteVersion> versions{route("R1", 1, "2026-01-01", {Weekday::monday}, {5}),
                                           route("R1", 2, "2026-06-01", {Weekday::tuesday}, {5}),
                                           route("R1", 3, "2026-09-01", {}, {}),
                                           route("R2", 1, "2026-03-01", {Weekday::monday}, {6})};
  CHECK(driven(versions, "2025-12-31").empty());
  CHECK(driven(versions, "2026-05-31") == Lines{"R1 1", "R2 1"});
  CHECK(driven(versions, "2026-06-01") == Lines{"R1 2", "R2 1"});
  CHECK(driven(versions, "2026-09-01") == Lines{"R2 1"});
}

TEST_CASE("a facility is on one route a weekday, whenever it begins", "[routes]") {
  std::vector<RouteVersion> versions{
      route("R1", 1, "2026-01-01", {Weekday::monday, Weekday::friday}, {5, 6}),
      route("R2", 1, "2026-01-01", {Weekday::tuesday}, {5, 6})};
  CHECK(clash_of(versions, "2026-01-01").empty());
  versions.push_back(route("R2", 2, "2026-05-01", {Weekday::friday}, {7, 6}));
  CHECK(clash_of(versions, "2026-01-01") == "6 friday R1 R2 2026-05-01");
  CHECK(clash_of(versions, "2026-08-01") == "6 friday R1 R2 2026-08-01");
  versions.push_back(route("R2", 3, "2026-05-01", {Weekday::friday}, {7}));
  CHECK(clash_of(versions, "2026-01-01").empty());
  versions.push_back(route("R3", 1, "2026-04-01", {Weekday::monday}, {6}));
  versions.push_back(route("R3", 2, "2026-04-02", {}, {}));
  CHECK(clash_of(versions, "2026-01-01") == "6 monday R1 R3 2026-04-01");
  CHECK(clash_of(versions, "2026-04-02").empty());
}

TEST_CASE("a route leads over its hub and its stops", "[routes]") {
  const std::vector<RouteVersion> versions{route("R1", 1, "2026-01-01", {Weekday::monday}, {5}),
                                           route("R2", 1, "2026-01-01", {Weekday::monday}, {6}),
                                           route("R2", 2, "2026-06-01", {Weekday::monday}, {5, 7})};
  const auto over = [&](std::int64_t facility, const char* from) {
    return procurement::routes_over(versions, facility, day(from));
  };
  CHECK(over(3, "2026-01-01") == Lines{"R1", "R2"});
  CHECK(over(5, "2026-01-01") == Lines{"R1", "R2"});
  CHECK(over(6, "2026-01-01") == Lines{"R2"});
  CHECK(over(6, "2026-06-01").empty());
  CHECK(over(7, "2026-01-01") == Lines{"R2"});
}

TEST_CASE("a route has days, a hub township, and each stop once", "[routes]") {
  using enum inventory::FacilityKind;
  const inventory::FacilityTree tree({{1, 1, {}, "C1", "", centre, 0},
                                      {2, 1, {}, "H1", "", hospital, 1},
                                      {3, 1, {}, "T1", "", township, 1},
                                      {5, 1, {}, "V1", "", village, 3},
                                      {6, 1, {}, "V2", "", village, 3}});
  const auto good = route("R1", 1, "2026-01-01", {Weekday::monday}, {5, 3, 6}).plan;
  const auto rule_of = [&](const std::function<void(inventory::RoutePlan&)>& change) {
    auto plan = good;
    change(plan);
    try {
      procurement::check_route_plan(plan, tree);
    } catch (const procurement::Refused& refused) {
      return std::string(procurement::wire_name(refused.refusal())) + " " + refused.figures().at(1);
    }
    return std::string();
  };
  CHECK(rule_of([](auto&) {}).empty());
  CHECK(rule_of([](auto& plan) { plan.weekdays.clear(); }) == "route_without_days ");
  CHECK(rule_of([](auto& plan) { plan.stops.clear(); }) == "route_without_stops ");
  CHECK(rule_of([](auto& plan) { plan.hub_facility_id = 4; }) == "route_hub_unfit ");
  CHECK(rule_of([](auto& plan) { plan.hub_facility_id = 2; }) == "route_hub_unfit H1");
  CHECK(rule_of([](auto& plan) { plan.stops = {5, 1}; }) == "route_stop_unfit C1");
  CHECK(rule_of([](auto& plan) { plan.stops = {5, 6, 5}; }) == "route_stop_twice V1");
  CHECK(rule_of([](auto& plan) { plan.stops = {5, 4}; }) == "route_stop_unfit ");
}
