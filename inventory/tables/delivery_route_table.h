#pragma once

#include <cstdint>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/delivery_route.h"

namespace wutong::inventory {

/// All versions of the county's routes, by code, ascending within a route. Three statements.
std::vector<RouteVersion> load_route_versions(Connection& connection, std::int64_t county_id);
/// Adds versions, ascending within a route; the first of a route registers its code.
void insert_route_versions(Connection& connection, std::int64_t county_id,
                           const std::vector<RouteVersion>& versions);

}  // namespace wutong::inventory
