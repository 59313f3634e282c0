#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

struct MergeRequisitions {
  SeenRequisition into;
  std::vector<SeenRequisition> from;
};

/// Adds the lines of drafts to another draft of the same facility and kind; quantities of the same
/// item are summed, and the drafts that were merged are cancelled. Refuses: requisition_unknown,
/// record_has_changed, requisition_step_not_allowed, requisitions_do_not_merge. Answers {"version",
/// "items"}.
std::string merge_requisitions(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const MergeRequisitions& input);

}  // namespace wutong::procurement
