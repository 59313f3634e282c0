#include "procurement/purchase/demand/require_member_facility.h"

#include "inventory/tables/facility_history_table.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::int64_t require_supplied_member(inventory::Connection& connection,
                                     const inventory::Recording& recording,
                                     const std::string& facility_code) {
  const auto history = inventory::load_facility_history(connection, recording.county_id);
  const std::int64_t facility_id = history.id_of(facility_code);
  if (facility_id == 0) throw Refused(Refusal::facility_not_known, {facility_code});
  if (place_of(history, facility_id, recording.today).kind == inventory::FacilityKind::centre) {
    throw Refused(Refusal::requisition_facility_unfit, {facility_code});
  }
  return facility_id;
}

}  // namespace wutong::procurement
