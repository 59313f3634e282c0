#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/consolidation_table.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/purchase/consolidation/decide_item.h"

namespace wutong::procurement {

/// Somebody's choice of a supplier for an item.
struct SupplierOverride {
  std::string item_code;
  std::string supplier_code;
  std::optional<pricing::Quantity> packs;  ///< none: what is needed
  std::string reason_code;
  std::string note;
};

struct ConsolidationInput {
  bool all = false;                       ///< all approved requisitions of the open period
  std::vector<std::string> requisitions;  ///< or these, by number
  inventory::DeliveryRule delivery_rule = inventory::DeliveryRule::as_agreed;
  std::vector<SupplierOverride> overrides;
};

/// What a consolidation would do, with all that explains it.
struct ConsolidationDecision {
  inventory::Cycle cycle;
  std::vector<inventory::RequisitionDocument> requisitions;  ///< by number
  std::vector<inventory::RequisitionDemand> demands;         ///< by item, then requisition
  inventory::ConsolidationContent content;                   ///< lines without their orders
  std::unordered_map<std::int64_t, std::optional<std::int64_t>> distributors;  ///< by agreement
  /// Three hashes, of what is asked for, of what is there and coming, and of what is chosen:
  /// another one is another decision.
  std::string fingerprint;
};

/// Whether rows that the decision rests on are locked: the period's first, then the requisitions'.
enum class Reading { only, for_update };

/// Decides on the consolidation without writing anything. Refuses: period_not_open,
/// requisition_unknown, requisition_not_approved, consolidation_empty, and what decide_item
/// refuses.
ConsolidationDecision decide_consolidation(inventory::Connection& connection,
                                           std::int64_t county_id, inventory::Date today,
                                           const ConsolidationInput& input, Reading reading);

}  // namespace wutong::procurement
