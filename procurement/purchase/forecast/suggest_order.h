#pragma once

#include "pricing/quantity.h"
#include "procurement/purchase/forecast/safety_stock.h"

namespace wutong::forecast {

/// How much to suggest is decided by one of these.
enum class ReplenishmentRule { periodic_review, minimum_maximum, imprest };
std::string_view name_of(ReplenishmentRule rule);

/// Base units of an item at a facility. What is on its way counts as if it were there, what was
/// promised as if it were gone. None is below zero.
struct StockPosition {
  pricing::Quantity on_hand;
  pricing::Quantity in_transit;
  pricing::Quantity on_order;
  pricing::Quantity backordered;

  pricing::Quantity net() const { return on_hand + in_transit + on_order - backordered; }
};

enum class Packs {
  whole,   ///< rounded up to whole packs
  opened,  ///< any number of base units: a village clinic's 20 tablets
};
struct OrderSize {
  Packs packs = Packs::whole;
  pricing::Quantity pack_size{1};
  pricing::Quantity least{0};  ///< base units: a suggestion above zero is at least this
};

/// Where expected demand came from.
enum class DemandSource {
  history,            ///< the forecast of the series
  history_and_peers,  ///< fewer than six known periods: weighed with what peers use
  peers,              ///< a new item: what peers use
  nothing,            ///< no history and no peers: the least stock alone
  levels,             ///< fixed levels: no forecast was asked
};
std::string_view name_of(DemandSource source);

/// A suggestion with every figure that it was made of, to be shown.
struct Suggestion {
  ReplenishmentRule rule{};
  DemandSource source{};
  std::optional<Outlook> outlook;  ///< methods and forecasts of periodic review
  std::int64_t known_periods = 0;
  std::optional<Estimate> peers_rate;  ///< a period
  Estimate interval_periods;           ///< review period + lead time
  Estimate expected_demand;            ///< over the interval
  SafetyStock safety{};
  pricing::Quantity least_stock;    ///< the target is not below it
  pricing::Quantity reorder_level;  ///< minimum/maximum: nothing is ordered above it
  pricing::Quantity target;         ///< order up to here
  StockPosition position{};
  pricing::Quantity shortfall;  ///< max(0, target - net position)
  OrderSize order_size{};
  pricing::Quantity packs;      ///< whole packs, or 0 where packs are opened
  pricing::Quantity suggested;  ///< base units
};

/// Periodic review (R, S): at every review, order up to the demand that is expected until the next
/// review's order has come, and a safety stock.
struct ReviewPolicy {
  Protection protection;
  Share service_level{95, 100};  ///< cycle service: share of intervals without a stock-out
  pricing::Quantity least_stock{0};
  std::optional<Estimate> peers_rate{};  ///< what comparable facilities use a period
};

/// At `origin` of a rolling forecast, by nothing that came later. Its horizon must cover the
/// protection interval. Throws pricing::Overflow, and pricing::BadNumber for stock below zero, an
/// interval of nothing, a pack size or a service level that cannot be.
Suggestion suggest_by_review(RollingForecast& rolling, const Demand& actual, std::size_t origin,
                             const PooledErrors& pooled, const ReviewPolicy& policy,
                             const StockPosition& position, const OrderSize& order_size);

struct MinimumMaximum {
  pricing::Quantity minimum;
  pricing::Quantity maximum;
};
/// At or below the minimum, up to the maximum; else nothing.
Suggestion suggest_by_levels(const MinimumMaximum& levels, const StockPosition& position,
                             const OrderSize& order_size);

/// An imprest list: a fixed level, filled up at every round.
Suggestion suggest_by_imprest(pricing::Quantity level, const StockPosition& position,
                              const OrderSize& order_size);

}  // namespace wutong::forecast
