#include "procurement/app/http/handlers/facility_reach.h"

#include "inventory/database/connection.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

FacilityReach::FacilityReach(inventory::Connection& connection, const Call& call,
                             procurement::Duty duty)
    : FacilityReach(connection, call, duty, duty) {}

FacilityReach::FacilityReach(inventory::Connection& connection, const Call& call,
                             procurement::Duty duty, procurement::Duty second_duty)
    : principal_(call.caller->principal),
      duty_(duty),
      second_duty_(second_duty),
      is_whole_county_(permits_in_county(principal_, duty) && !principal_.supplier_id) {
  if (!permits_in_county(principal_, duty) || !permits_in_county(principal_, second_duty)) {
    tree_ = procurement::load_facility_tree(connection, call.service.county_id());
  }
}

bool FacilityReach::contains(std::int64_t facility_id) const {
  return contains(facility_id, duty_);
}

bool FacilityReach::contains(std::int64_t facility_id, procurement::Duty duty) const {
  if (principal_.supplier_id) return false;
  return permits_in_county(principal_, duty) ||
         permits(principal_, duty, tree_->path_of(facility_id));
}

void FacilityReach::require(std::int64_t facility_id, procurement::Duty duty) const {
  if (contains(facility_id, duty)) return;
  require_permit(principal_, duty,
                 tree_ ? tree_->path_of(facility_id) : procurement::FacilityPath{});
  throw procurement::Refused(procurement::Refusal::duty_missing,
                             {principal_.user_name, std::string(wire_name(duty))});
}

}  // namespace wutong::app::handlers
