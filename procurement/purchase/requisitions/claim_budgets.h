#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/ledgers/budget_ledger.h"
#include "inventory/tables/requisition_document_table.h"

namespace wutong::procurement {

/// Pure: whether a budget limits an item of a kind.
bool limits(const inventory::Budget& budget, std::int64_t item_id, const std::string& item_kind);
/// Pure: what a line, as it stands, claims of a budget that limits its item: 分 or base units.
/// Nothing: it has no price.
std::optional<std::int64_t> claim_of_line(const inventory::RequisitionItem& item,
                                          inventory::BudgetMeasure measure);

/// Pure: what the approved lines claim of each budget over them. An amount is pack price x quantity
/// / pack size, rounded half up, a line; budgets that no line touches are left out. Throws Refused:
/// item_without_price, for a line under a money budget.
std::vector<inventory::BudgetMovement> decide_claims(
    const inventory::RequisitionDocument& document,
    const std::vector<inventory::RequisitionItem>& items,
    const std::vector<inventory::Budget>& budgets,
    const std::unordered_map<std::int64_t, std::string>& item_kinds,
    const std::unordered_map<std::int64_t, std::string>& item_codes);

/// Commits what the approved lines claim to every budget over the facility, at once or not at all;
/// items are of the kind that they have on `today`.
/// Throws Refused: item_without_price, budget_insufficient (naming the budget that binds).
void commit_budgets(inventory::Connection& connection, std::int64_t county_id,
                    const inventory::RequisitionDocument& document,
                    const std::vector<inventory::RequisitionItem>& items,
                    const std::vector<std::int64_t>& way_up, inventory::Date today);

/// Gives back all that the document still holds committed.
void release_budgets(inventory::Connection& connection, std::int64_t county_id,
                     const inventory::RequisitionDocument& document);

}  // namespace wutong::procurement
