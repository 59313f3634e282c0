#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

struct SaveRequisition {
  SeenRequisition seen;
  std::optional<inventory::Date> needed_on;
  std::string reason;
  std::vector<AskedItem> items;  ///< all of them: what is not there is taken out
};

/// Writes a draft, or a requisition that was sent back, as it now stands. A suggestion that was
/// kept beside a wish stays. Refuses: requisition_unknown, record_has_changed,
/// requisition_step_not_allowed, and what resolve_items refuses. Answers {"version", "items"}.
std::string save_requisition(inventory::Connection& connection,
                             const inventory::Recording& recording, const SaveRequisition& input);

}  // namespace wutong::procurement
