#pragma once

#include <vector>

#include "inventory/tables/order_detail_table.h"
#include "procurement/purchase/consolidation/decide_consolidation.h"

namespace wutong::procurement {

/// The orders of a decision, not written yet: one a supplier, place of delivery and distributor,
/// numbered PO-{period}-{supplier}-{n} after those that the period has. The decided lines get the
/// ids of their orders. The caller holds the period's lock.
std::vector<inventory::DailyOrder> draft_orders(inventory::Connection& connection,
                                                const inventory::Recording& recording,
                                                const inventory::Consolidation& consolidation,
                                                ConsolidationDecision& decision);

}  // namespace wutong::procurement
