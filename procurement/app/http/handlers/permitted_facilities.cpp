#include "procurement/app/http/handlers/permitted_facilities.h"

#include "inventory/tables/master_tables.h"
#include "procurement/app/http/http_service.h"

namespace wutong::app::handlers {

std::optional<std::unordered_set<std::int64_t>> permitted_facilities(
    const Call& call, inventory::Connection& connection, procurement::Duty duty) {
  const procurement::Principal& principal = call.caller->principal;
  if (permits_in_county(principal, duty)) return std::nullopt;
  const std::int64_t county_id = call.service.county_id();
  const auto tree = procurement::load_facility_tree(connection, county_id);
  std::unordered_set<std::int64_t> permitted;
  for (const auto& [id, code] :
       inventory::load_codes(connection, county_id, inventory::Noun::facility)) {
    if (permits(principal, duty, tree.path_of(id))) permitted.insert(id);
  }
  return permitted;
}

void require_permit_for(const Call& call, inventory::Connection& connection, procurement::Duty duty,
                        std::int64_t facility_id) {
  const auto tree = procurement::load_facility_tree(connection, call.service.county_id());
  require_permit(call.caller->principal, duty, tree.path_of(facility_id));
}

}  // namespace wutong::app::handlers
