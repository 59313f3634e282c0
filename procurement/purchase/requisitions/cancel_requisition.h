#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

struct CancelRequisition {
  SeenRequisition seen;
  std::string note;  ///< why; never empty
};

/// Ends a requisition that is in no order yet; what an approval has committed is given back.
/// Refuses: requisition_unknown, record_has_changed, requisition_step_not_allowed, field_missing.
/// Answers {"version"}.
std::string cancel_requisition(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const CancelRequisition& input);

}  // namespace wutong::procurement
