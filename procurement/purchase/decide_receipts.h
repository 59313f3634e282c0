#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "inventory/ledgers/receipt_ledger.h"
#include "inventory/records/order_state.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/purchase_order_table.h"
#include "procurement/purchase/accept_deliveries.h"

namespace wutong::procurement {

/// The receipts of what was accepted, one an order; new lots are registered, and the accepted
/// figures are put on the order lines as well.
std::vector<inventory::Receipt> decide_receipts(std::vector<inventory::PurchaseOrder>& orders,
                                                const std::vector<AcceptedLine>& accepted,
                                                inventory::LotRegister& lots);

/// What of an order has come, as a step of its life; nothing when nothing has.
std::optional<inventory::OrderAction> receiving_action(const inventory::PurchaseOrder& order);
/// The orders' states after a receipt.
void decide_order_states(std::vector<inventory::PurchaseOrder>& orders);

/// Every item of the orders, once.
std::vector<std::int64_t> items_of(const std::vector<inventory::PurchaseOrder>& orders);

}  // namespace wutong::procurement
