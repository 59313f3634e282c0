#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/facility_history_table.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

/// Locks a requisition for a step. Throws Refused: requisition_unknown, record_has_changed.
inventory::RequisitionDocument lock_seen(inventory::Connection& connection, std::int64_t county_id,
                                         const SeenRequisition& seen);

/// Takes the step that the table of states allows: state and version move on. Throws Refused:
/// requisition_step_not_allowed.
void take_step(inventory::RequisitionDocument& document, inventory::RequisitionAction action);
/// The same without the step: is it allowed?
void check_step(const inventory::RequisitionDocument& document,
                inventory::RequisitionAction action);

/// The facility and all above it on a day, up to the centre. Throws Refused: facility_not_member.
struct PlaceOfFacility {
  inventory::FacilityKind kind{};
  std::vector<std::int64_t> way_up;  ///< begins with the facility itself
};
PlaceOfFacility place_of(const inventory::FacilityHistory& history, std::int64_t facility_id,
                         inventory::Date today);

/// Who judges after this one: nothing when it is the centre.
std::optional<std::int64_t> reviewer_above(const inventory::FacilityTree& tree,
                                           std::int64_t facility_id);

/// Throws Refused (same_person_for_two_duties) when the actor has asked for what is judged.
void check_other_person(const inventory::RequisitionDocument& document, const std::string& actor);

}  // namespace wutong::procurement
