#pragma once

#include "inventory/tables/stock_list_table.h"
#include "procurement/purchase/demand/recorded_periods.h"
#include "procurement/purchase/demand/replenishment_policy.h"
#include "procurement/purchase/forecast/suggest_order.h"

namespace wutong::procurement {

/// Everything that a suggestion is made of. Base units.
struct ItemDemand {
  std::int64_t item_id{};
  std::string item_kind;
  pricing::Quantity pack_size{1};
  std::span<const inventory::DayFlow> flow{};  ///< ascending, until today
  inventory::StockOnHand on_hand{};            ///< by the books
  inventory::AskedBefore asked{};
  std::optional<inventory::StockListLine> levels{};  ///< set by hand; nothing: by consumption
};

struct FacilityDemand {
  PeriodPlan plan;
  inventory::Date today{};
  inventory::FacilityKind kind{};
  ReplenishmentPolicy policy{};
};

/// A suggestion with all that it was made of, to be shown.
struct ItemSuggestion {
  std::int64_t item_id{};
  ConsumptionBasis basis{};
  std::vector<forecast::RecordedPeriod> recorded{};  ///< the oldest first
  std::vector<forecast::AdjustedPeriod> adjusted{};  ///< of the same periods
  forecast::Estimate average_recorded{};             ///< a period, of those that are known
  forecast::Estimate average{};                      ///< adjusted for stock-out days and outliers
  std::int64_t stock_out_days = 0;                   ///< of periods that are known
  std::int64_t outliers = 0;
  inventory::StockOnHand on_the_books{};
  bool is_stock_estimated = false;  ///< the books cannot tell: see stock_if_used_evenly
  inventory::AskedBefore asked{};
  forecast::Share service_level{95, 100};
  forecast::Suggestion figures{};

  pricing::Quantity suggested() const { return figures.suggested; }
  /// How long what is on hand lasts; nothing where nothing is used.
  std::optional<std::int64_t> days_of_stock(std::int64_t period_days) const;
};

/// The one formula: the list of suggestions, the lines that a requisition begins with and the
/// review sheet all come from here. Pure. Throws pricing::Overflow.
ItemSuggestion suggest_item(const FacilityDemand& facility, const ItemDemand& item);

/// The same of many items, on all cores; the order is kept.
std::vector<ItemSuggestion> suggest_items(const FacilityDemand& facility,
                                          const std::vector<ItemDemand>& items);

}  // namespace wutong::procurement
