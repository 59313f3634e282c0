#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Closes the cycle's accounts (contract rule 8): a statement for every supplier that delivered and
/// every member that was shipped to, orders that stay short are closed, and what rounding left over
/// in the stock's value becomes one visible journal line an item. Answers {"supplier_statements",
/// "member_statements", "owed_to_suppliers_fen", "owed_by_members_fen", "rounding_fen",
/// "stock_value_fen"}.
std::string settle_period(inventory::Connection& connection, const inventory::CycleRef& cycle);

}  // namespace wutong::procurement
