#include "procurement/app/http/handlers/facility_reach.h"

#include "inventory/database/connection.h"
#include "procurement/app/http/http_service.h"

namespace wutong::app::handlers {

FacilityReach::FacilityReach(inventory::Connection& connection, const Call& call,
                             procurement::Duty duty)
    : principal_(call.caller->principal), duty_(duty) {
  if (!permits_in_county(principal_, duty)) {
    tree_ = procurement::load_facility_tree(connection, call.service.county_id());
  }
}

bool FacilityReach::contains(std::int64_t facility_id) const {
  return !tree_ || permits(principal_, duty_, tree_->path_of(facility_id));
}

void FacilityReach::require(std::int64_t facility_id) const {
  if (tree_) require_permit(principal_, duty_, tree_->path_of(facility_id));
}

}  // namespace wutong::app::handlers
