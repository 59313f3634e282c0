#include "procurement/purchase/requisitions/cancel_requisition.h"

#include "inventory/answer.h"
#include "procurement/purchase/requisitions/claim_budgets.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string cancel_requisition(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const CancelRequisition& input) {
  auto document = lock_seen(connection, recording.county_id, input.seen);
  if (input.note.empty()) throw Refused(Refusal::field_missing, {document.requisition_no, "note"});
  take_step(document, inventory::RequisitionAction::cancel);
  document.awaiting_facility_id.reset();

  release_budgets(connection, recording.county_id, document);
  inventory::save_step(connection, recording, document,
                       {document.version, inventory::RequisitionAction::cancel, document.state,
                        std::nullopt, "", input.note});
  return inventory::answer_of({{"version", document.version}});
}

}  // namespace wutong::procurement
