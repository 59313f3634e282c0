#pragma once

#include <string>
#include <vector>

#include "inventory/records/catalogue_item.h"
#include "procurement/purchase/demand/suggest_item.h"

namespace wutong::procurement {

/// Which suggestions are wanted.
struct SuggestionsWanted {
  std::int64_t facility_id{};
  inventory::FacilityKind facility_kind{};
  inventory::Date today{};
  /// Only these; empty: all that the facility holds, has had, has asked for or keeps on its stock
  /// list, and all of its formulary, as far as they may be asked for.
  std::vector<std::int64_t> item_ids{};
  std::string after_code{};             ///< of all: only codes after this one
  std::size_t at_most = 5000;           ///< of all: so many
  std::int64_t but_requisition_id = 0;  ///< that one does not count as asked before
};

struct SuggestedItem {
  inventory::ItemVersion item;
  ItemSuggestion suggestion;
};

struct Suggestions {
  ConsumptionBasis basis{};
  ReplenishmentPolicy policy{};
  PeriodPlan plan{};
  std::vector<SuggestedItem> items;  ///< by code
};

/// A dozen statements, however many items.
Suggestions suggest_quantities(inventory::Connection& connection, std::int64_t county_id,
                               const SuggestionsWanted& wanted);

}  // namespace wutong::procurement
