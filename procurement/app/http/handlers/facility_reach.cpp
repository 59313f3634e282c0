#include "procurement/app/http/handlers/facility_reach.h"

#include "inventory/database/connection.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

FacilityReach::FacilityReach(inventory::Connection& connection, const Call& call,
                             procurement::Duty duty)
    : principal_(call.caller->principal), duty_(duty) {
  if (!permits_in_county(principal_, duty)) {
    tree_ = procurement::load_facility_tree(connection, call.service.county_id());
  }
}

bool FacilityReach::contains(std::int64_t facility_id) const {
  if (principal_.supplier_id) return false;
  return !tree_ || permits(principal_, duty_, tree_->path_of(facility_id));
}

void FacilityReach::require(std::int64_t facility_id) const {
  if (contains(facility_id)) return;
  require_permit(principal_, duty_,
                 tree_ ? tree_->path_of(facility_id) : procurement::FacilityPath{});
  throw procurement::Refused(procurement::Refusal::duty_missing,
                             {principal_.user_name, std::string(wire_name(duty_))});
}

}  // namespace wutong::app::handlers
