#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Consolidates the cycle's awards into purchase orders, one a supplier, one line an item (contract
/// rule 4). Refuses supplier_suspended, supplier_licence_expired when one of the awarded suppliers
/// may not be ordered from. Answers {"orders", "lines", "amount_fen"}.
std::string place_orders(inventory::Connection& connection, const inventory::CycleRef& cycle);

}  // namespace wutong::procurement
