#pragma once

#include <chrono>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

/// Sends a requisition off. A regular one then awaits the facility above. An emergency is approved
/// at once when a policy set "requisition" gives it caps (emergency_items, emergency_fen) and it is
/// within them; then it awaits a judgement afterwards. Without such a policy it goes the ordinary
/// way. Emergencies and equipment need a reason. A regular one is refused once the cut-off of its
/// facility's delivery has passed (find_cut_off.h), by the county's clock: `time_of_day` is that of
/// recording.today. Refuses: cut_off_passed, requisition_unknown, record_has_changed,
/// requisition_step_not_allowed, requisition_empty, field_missing, emergency_above_cap,
/// item_without_price, budget_insufficient. Answers {"version", "approved"}.
std::string submit_requisition(inventory::Connection& connection,
                               const inventory::Recording& recording, const SeenRequisition& seen,
                               std::chrono::minutes time_of_day = {});

}  // namespace wutong::procurement
