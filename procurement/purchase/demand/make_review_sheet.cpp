#include "procurement/purchase/demand/make_review_sheet.h"

#include <algorithm>

#include "inventory/tables/facility_history_table.h"
#include "inventory/tables/lot_table.h"
#include "procurement/purchase/requisitions/claim_budgets.h"
#include "procurement/purchase/requisitions/require_requisition.h"

namespace wutong::procurement {

using inventory::Budget;
using inventory::LastAsked;
using inventory::RequisitionDocument;
using inventory::RequisitionItem;

namespace {

constexpr std::size_t last_shown = 3;
constexpr std::chrono::days a_year{365};

/// Everything of the lines, by item id.
struct LineFacts {
  std::unordered_map<std::int64_t, SuggestedItem> suggested;
  std::unordered_map<std::int64_t, pricing::Quantity> depot;
  std::unordered_map<std::int64_t, std::vector<LastAsked>> last;
};

void load_last(inventory::Connection& connection, std::int64_t county_id,
               const inventory::LastAskedWanted& wanted, LineFacts& facts) {
  for (LastAsked& asked : inventory::load_last_asked(connection, county_id, wanted)) {
    auto& last = facts.last[asked.item_id];
    if (last.size() < last_shown) last.push_back(std::move(asked));
  }
}

/// The budgets over the facility in the requisition's period.
std::vector<Budget> budgets_over(inventory::Connection& connection, std::int64_t county_id,
                                 const std::vector<std::int64_t>& way_up,
                                 const std::string& period) {
  std::vector<Budget> budgets = inventory::load_budgets(connection, county_id, period);
  std::erase_if(budgets, [&](const Budget& budget) {
    const bool is_over =
        std::find(way_up.begin(), way_up.end(), budget.facility_id) != way_up.end();
    return !is_over || period < budget.first_period || period > budget.last_period;
  });
  return budgets;
}

/// What the lines as they stand would claim.
void claim(ReviewBudget& review, std::vector<ReviewLine>& lines) {
  for (ReviewLine& line : lines) {
    const std::string& kind = line.suggested.item.item.record.kind;
    if (!limits(review.budget, line.item.item_id, kind)) continue;
    line.budget_codes.push_back(review.budget.code);
    const auto claimed = claim_of_line(line.item, review.budget.measure);
    if (claimed) {
      review.claimed += *claimed;
    } else {
      ++review.lines_without_price;
    }
  }
}

/// A requisition that has been approved holds its claim already: it counts as if it did not.
void judge_budgets(inventory::Connection& connection, std::int64_t county_id,
                   const RequisitionDocument& document, ReviewSheet& sheet) {
  std::unordered_map<std::int64_t, std::int64_t> held;
  for (const auto& commitment :
       inventory::load_commitments(connection, county_id, document.requisition_id)) {
    held.emplace(commitment.budget_id, commitment.figure);
  }
  for (ReviewBudget& review : sheet.budgets) {
    claim(review, sheet.lines);
    const auto committed = held.find(review.budget.budget_id);
    review.before = review.budget.available();
    if (committed == held.end()) continue;
    review.before += committed->second;
    review.claimed = committed->second;
  }
}

LineFacts load_facts(inventory::Connection& connection, std::int64_t county_id,
                     const RequisitionDocument& document, const SuggestionsWanted& wanted,
                     ReviewSheet& sheet) {
  LineFacts facts;
  if (wanted.item_ids.empty()) return facts;
  sheet.suggestions = suggest_quantities(connection, county_id, wanted);
  for (SuggestedItem& item : sheet.suggestions.items) {
    const std::int64_t id = item.item.item_id;
    facts.suggested.emplace(id, std::move(item));
  }
  sheet.suggestions.items.clear();
  facts.depot = inventory::load_usable_stock(connection, county_id, wanted.today);
  load_last(connection, county_id,
            {document.facility_id, document.requisition_id, wanted.today - a_year, wanted.item_ids},
            facts);
  return facts;
}

ReviewLine line_of(const RequisitionItem& item, LineFacts& facts) {
  const auto depot = facts.depot.find(item.item_id);
  return {item,
          std::move(facts.suggested.at(item.item_id)),
          depot == facts.depot.end() ? pricing::Quantity(0) : depot->second,
          {},
          std::move(facts.last[item.item_id])};
}

}  // namespace

ReviewSheet make_review_sheet(inventory::Connection& connection, std::int64_t county_id,
                              const RequisitionDocument& document, inventory::Date today) {
  const auto history = inventory::load_facility_history(connection, county_id);
  const PlaceOfFacility place = place_of(history, document.facility_id, today);
  const auto items =
      inventory::load_requisition_items(connection, county_id, document.requisition_id);
  SuggestionsWanted wanted;
  wanted.facility_id = document.facility_id;
  wanted.facility_kind = place.kind;
  wanted.today = today;
  wanted.but_requisition_id = document.requisition_id;
  for (const RequisitionItem& item : items) wanted.item_ids.push_back(item.item_id);
  ReviewSheet sheet;
  LineFacts facts = load_facts(connection, county_id, document, wanted, sheet);
  for (const RequisitionItem& item : items) sheet.lines.push_back(line_of(item, facts));
  for (Budget& budget : budgets_over(connection, county_id, place.way_up, document.period)) {
    ReviewBudget review;
    review.budget = std::move(budget);
    sheet.budgets.push_back(std::move(review));
  }
  judge_budgets(connection, county_id, document, sheet);
  return sheet;
}

}  // namespace wutong::procurement
