#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/route_calendar_table.h"

namespace wutong::procurement {

struct SetRouteCalendar {
  std::string route_code;
  std::int64_t expected_version{};           ///< 0: the route has none yet
  std::optional<inventory::CutOff> cut_off;  ///< nothing: no cut-off from now on
  std::string note;
};

/// Until when regular requisitions are taken for the deliveries of a route. Refuses:
/// route_not_known, record_has_changed. Answers {"version"}.
std::string set_route_calendar(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const SetRouteCalendar& input);

}  // namespace wutong::procurement
