#include "procurement/purchase/requisitions/claim_budgets.h"

#include "inventory/tables/item_table.h"
#include "pricing/checked_integer.h"
#include "pricing/rounding.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Budget;
using inventory::BudgetAction;
using inventory::BudgetMeasure;
using inventory::BudgetMovement;
using inventory::RequisitionDocument;
using inventory::RequisitionItem;

namespace {

using Texts = std::unordered_map<std::int64_t, std::string>;

std::int64_t claim_of(const RequisitionDocument& document, const RequisitionItem& item,
                      const Budget& budget, const Texts& item_codes) {
  const auto claim = claim_of_line(item, budget.measure);
  if (claim) return *claim;
  throw Refused(Refusal::item_without_price,
                {document.requisition_no, item_codes.at(item.item_id), budget.code});
}

std::string shown(BudgetMeasure measure, std::int64_t figure) {
  return measure == BudgetMeasure::money ? pricing::Money::fen(figure).to_string()
                                         : std::to_string(figure);
}

}  // namespace

bool limits(const Budget& budget, std::int64_t item_id, const std::string& item_kind) {
  if (budget.item_id && *budget.item_id != item_id) return false;
  return budget.item_kind.empty() || budget.item_kind == item_kind;
}

std::optional<std::int64_t> claim_of_line(const RequisitionItem& item, BudgetMeasure measure) {
  if (measure == BudgetMeasure::quantity) return item.standing().units();
  if (!item.reference_price) return std::nullopt;
  return pricing::amount_of(*item.reference_price, item.standing(), item.pack_size,
                            pricing::Rounding::half_up)
      .fen();
}

std::vector<BudgetMovement> decide_claims(const RequisitionDocument& document,
                                          const std::vector<RequisitionItem>& items,
                                          const std::vector<Budget>& budgets,
                                          const Texts& item_kinds, const Texts& item_codes) {
  std::vector<BudgetMovement> claims;
  for (const Budget& budget : budgets) {
    std::int64_t claim = 0;
    for (const RequisitionItem& item : items) {
      if (item.standing().is_zero()) continue;
      if (!limits(budget, item.item_id, item_kinds.at(item.item_id))) continue;
      claim = pricing::exact_sum(claim, claim_of(document, item, budget, item_codes));
    }
    if (claim == 0) continue;
    claims.push_back(
        {budget.budget_id, document.requisition_id, document.version, BudgetAction::commit, claim});
  }
  return claims;
}

void commit_budgets(inventory::Connection& connection, std::int64_t county_id,
                    const RequisitionDocument& document, const std::vector<RequisitionItem>& items,
                    const std::vector<std::int64_t>& way_up, inventory::Date today) {
  const auto budgets = inventory::lock_budgets(connection, county_id, way_up, document.period);
  if (budgets.empty()) return;
  Texts kinds;
  Texts codes;
  std::vector<std::int64_t> ids;
  for (const RequisitionItem& item : items) ids.push_back(item.item_id);
  for (const auto& item : inventory::load_items_by_id(connection, county_id, today, ids)) {
    kinds.emplace(item.item_id, item.item.record.kind);
    codes.emplace(item.item_id, item.item.record.code);
  }
  const auto claims = decide_claims(document, items, budgets, kinds, codes);
  try {
    inventory::post_budget_movements(connection, county_id, budgets, claims);
  } catch (const inventory::BudgetInsufficient& short_of) {
    const Budget& budget = short_of.budget;
    throw Refused(Refusal::budget_insufficient,
                  {document.requisition_no, budget.code, shown(budget.measure, short_of.wanted),
                   shown(budget.measure, budget.available()),
                   std::string(inventory::to_string(budget.measure))});
  }
}

void release_budgets(inventory::Connection& connection, std::int64_t county_id,
                     const RequisitionDocument& document) {
  const auto budgets = inventory::lock_budgets_of(connection, county_id, document.requisition_id);
  std::vector<BudgetMovement> movements;
  for (const inventory::Commitment& held :
       inventory::load_commitments(connection, county_id, document.requisition_id)) {
    if (held.figure == 0) continue;
    movements.push_back({held.budget_id, document.requisition_id, document.version,
                         BudgetAction::release, held.figure});
  }
  inventory::post_budget_movements(connection, county_id, budgets, movements);
}

}  // namespace wutong::procurement
