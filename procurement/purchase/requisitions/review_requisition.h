#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

enum class Judgement { let_through, send_back, reject };

/// A line's quantity as the reviewer lets it through; 0 strikes it out.
struct JudgedItem {
  std::string item_code;
  pricing::Quantity quantity;
};

struct ReviewRequisition {
  SeenRequisition seen;
  Judgement judgement{};
  std::vector<JudgedItem> items;  ///< lines that are not named stay as they stand
  std::string reason_code;  ///< "quantity_too_high", ...: needed unless it is let through whole
  std::string note;
};

/// The facility above judges: it is let through (in part, perhaps) to the next one above, and the
/// centre's yes approves it and commits the budgets over it. Nobody judges what he asked for
/// himself. Refuses: requisition_unknown, record_has_changed, requisition_step_not_allowed,
/// same_person_for_two_duties, field_missing (reason_code), requisition_item_not_there,
/// approved_above_requested, review_approves_nothing, item_without_price, budget_insufficient.
/// Answers {"version", "approved"}.
std::string review_requisition(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const ReviewRequisition& input);

/// The judgement afterwards of an emergency that was approved at once; `reason_code` empty: it was
/// right. Refuses as above.
struct ConfirmRequisition {
  SeenRequisition seen;
  std::string reason_code;
  std::string note;
};
std::string confirm_requisition(inventory::Connection& connection,
                                const inventory::Recording& recording,
                                const ConfirmRequisition& input);

}  // namespace wutong::procurement
