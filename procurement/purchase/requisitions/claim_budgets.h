#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/ledgers/budget_ledger.h"
#include "inventory/tables/requisition_document_table.h"

namespace wutong::procurement {

/// Pure: what the approved lines claim of each budget over them. An amount is pack price x quantity
/// / pack size, rounded half up, a line; budgets that no line touches are left out. Throws Refused:
/// item_without_price, for a line under a money budget.
std::vector<inventory::BudgetMovement> decide_claims(
    const inventory::RequisitionDocument& document,
    const std::vector<inventory::RequisitionItem>& items,
    const std::vector<inventory::Budget>& budgets,
    const std::unordered_map<std::int64_t, std::string>& item_kinds,
    const std::unordered_map<std::int64_t, std::string>& item_codes);

/// Commits what the approved lines claim to every budget over the facility, at once or not at all.
/// Throws Refused: item_without_price, budget_insufficient (naming the budget that binds).
void commit_budgets(inventory::Connection& connection, std::int64_t county_id,
                    const inventory::RequisitionDocument& document,
                    const std::vector<inventory::RequisitionItem>& items,
                    const std::vector<std::int64_t>& way_up);

/// Gives back all that the document still holds committed.
void release_budgets(inventory::Connection& connection, std::int64_t county_id,
                     const inventory::RequisitionDocument& document);

}  // namespace wutong::procurement
