#include "procurement/purchase/requisitions/require_requisition.h"

#include "procurement/refusal/refusal.h"
#include "procurement/refusal/two_persons.h"

namespace wutong::procurement {

using inventory::RequisitionDocument;

RequisitionDocument lock_seen(inventory::Connection& connection, std::int64_t county_id,
                              const SeenRequisition& seen) {
  auto document = inventory::lock_requisition(connection, county_id, seen.requisition_no);
  if (!document) throw Refused(Refusal::requisition_unknown, {seen.requisition_no});
  if (document->version != seen.version) {
    throw Refused(Refusal::record_has_changed, {seen.requisition_no, std::to_string(seen.version),
                                                std::to_string(document->version)});
  }
  return *document;
}

void check_step(const RequisitionDocument& document, inventory::RequisitionAction action) {
  if (inventory::next_state(document.state, action)) return;
  throw Refused(Refusal::requisition_step_not_allowed,
                {document.requisition_no, std::string(inventory::to_string(document.state)),
                 std::string(inventory::to_string(action))});
}

void take_step(RequisitionDocument& document, inventory::RequisitionAction action) {
  check_step(document, action);
  document.state = inventory::next_state(document.state, action).value();
  ++document.version;
}

PlaceOfFacility place_of(const inventory::FacilityHistory& history, std::int64_t facility_id,
                         inventory::Date today) {
  const auto tree = history.tree_on(today);
  const auto way = tree.way_up(facility_id);
  if (way.empty()) {
    throw Refused(Refusal::facility_not_member,
                  {history.code_of(facility_id), inventory::to_string(today)});
  }
  PlaceOfFacility place{way.front()->kind, {}};
  for (const inventory::MemberOnDay* member : way) place.way_up.push_back(member->facility_id);
  return place;
}

std::optional<std::int64_t> reviewer_above(const inventory::FacilityTree& tree,
                                           std::int64_t facility_id) {
  const auto way = tree.way_up(facility_id);
  if (way.size() < 2) return std::nullopt;
  return way[1]->facility_id;
}

void check_other_person(const RequisitionDocument& document, const std::string& actor) {
  for (const std::string& asker : {document.initiated_by, document.submitted_by}) {
    require_two_persons(document.requisition_no, {"submit_requisitions", "approve_requisitions"},
                        asker, actor);
  }
}

}  // namespace wutong::procurement
