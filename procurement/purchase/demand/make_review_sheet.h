#pragma once

#include <string>
#include <vector>

#include "inventory/ledgers/budget_ledger.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/purchase/demand/suggest_quantities.h"

namespace wutong::procurement {

/// A budget over the requisition: what is left of it before and after. 分 or base units.
struct ReviewBudget {
  inventory::Budget budget;
  std::int64_t before = 0;   ///< available without this requisition
  std::int64_t claimed = 0;  ///< by its lines as they stand, or as they were committed
  std::int64_t lines_without_price = 0;
};

/// A line with all that its judgement hangs on.
struct ReviewLine {
  inventory::RequisitionItem item;
  SuggestedItem suggested;        ///< as it would be suggested today, without this requisition
  pricing::Quantity depot_stock;  ///< at the centre, not expired
  std::vector<std::string> budget_codes;
  std::vector<inventory::LastAsked> last;  ///< the last three of a year, the newest first
};

struct ReviewSheet {
  Suggestions suggestions;  ///< its items have gone into the lines
  std::vector<ReviewLine> lines;
  std::vector<ReviewBudget> budgets;  ///< by code
};

/// What a reviewer needs to see of a requisition (审核单). Some twenty statements, however many
/// lines. Throws Refused: facility_not_member.
ReviewSheet make_review_sheet(inventory::Connection& connection, std::int64_t county_id,
                              const inventory::RequisitionDocument& document,
                              inventory::Date today);

}  // namespace wutong::procurement
