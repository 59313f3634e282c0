#pragma once

#include <cstdint>

#include "inventory/ledgers/receipt_ledger.h"
#include "inventory/records/recording.h"
#include "inventory/tables/cycle_table.h"
#include "inventory/tables/purchase_order_table.h"

namespace wutong::procurement {

/// A receipt at the centre's books whose goods are at a facility already: a shipment of the same
/// lots, by which the facility owes them. It meets what the facility still waits for, emergencies
/// first; what whole packs bring beyond that is kept as surplus. Answers the shipment's id.
std::int64_t ship_directly(inventory::Connection& connection, const inventory::Recording& recording,
                           const inventory::Cycle& cycle, std::int64_t facility_id,
                           const inventory::PurchaseOrder& order,
                           const inventory::Receipt& receipt);

}  // namespace wutong::procurement
