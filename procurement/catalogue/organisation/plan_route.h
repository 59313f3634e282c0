#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <set>
#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

#include "inventory/records/delivery_route.h"
#include "inventory/records/facility_history.h"
#include "inventory/records/facility_tree.h"

namespace wutong::procurement {

struct PlanRoute {
  std::string code;
  std::string name;
  std::string hub_code;  ///< a township health centre
  std::set<inventory::Weekday> weekdays;
  std::vector<std::string> stop_codes;  ///< in the order of the drive
  std::int64_t expected_version{};      ///< 0: a new route
  inventory::Date effective_from{};
  std::string reason;  ///< may be empty
};

/// How a delivery route is driven from a day on: a new route, or the next version of a known one.
/// Refuses a plan without weekdays or stops, a stop that is named twice, the centre or no member, a
/// hub that is no township health centre, a change made from an older version, and a facility that
/// would be on two routes on one weekday, on that day or later. Answers {"route_id", "version"}.
std::string plan_route(inventory::Connection& connection, const inventory::Recording& recording,
                       const PlanRoute& input);

struct CloseRoute {
  std::string code;
  std::int64_t expected_version{};
  inventory::Date closed_on{};  ///< the first day on which it is not driven
  std::string reason;
};
/// The route is driven no more; planning it again opens it. Answers {"route_id", "version"}.
std::string close_route(inventory::Connection& connection, const inventory::Recording& recording,
                        const CloseRoute& input);

/// What people wrote in a plan.
struct RouteTexts {
  const std::string& code;
  const std::string& name;
  const std::string& reason;
};
void check_route_texts(const RouteTexts& texts);

/// Whether a facility would be on two routes on one weekday, on that day or later.
void check_no_route_clash(const inventory::FacilityHistory& history,
                          const std::vector<inventory::RouteVersion>& versions,
                          inventory::Date from);

/// What a plan must have by itself, among the members of its first day.
void check_route_plan(const inventory::RoutePlan& plan, const inventory::FacilityTree& tree);

}  // namespace wutong::procurement
