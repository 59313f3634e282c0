#include "procurement/purchase/demand/set_route_calendar.h"

#include "inventory/answer.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string set_route_calendar(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const SetRouteCalendar& input) {
  const auto route_id = inventory::lock_route(connection, recording.county_id, input.route_code);
  if (!route_id) throw Refused(Refusal::route_not_known, {input.route_code});
  const auto calendars = inventory::load_route_calendars(connection, recording.county_id);
  const auto known = calendars.find(*route_id);
  const std::int64_t version = known == calendars.end() ? 0 : known->second.version;
  if (version != input.expected_version) {
    throw Refused(Refusal::record_has_changed,
                  {"calendar " + input.route_code, std::to_string(input.expected_version),
                   std::to_string(version)});
  }
  inventory::insert_route_calendar(connection, recording, *route_id,
                                   {version + 1, input.cut_off, input.note});
  return inventory::answer_of({{"version", version + 1}});
}

}  // namespace wutong::procurement
