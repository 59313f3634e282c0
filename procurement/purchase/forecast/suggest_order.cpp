#include "procurement/purchase/forecast/suggest_order.h"

#include <algorithm>
#include <array>

#include "procurement/purchase/forecast/integer_root.h"

namespace wutong::forecast {

using pricing::Quantity;

namespace {

constexpr std::int64_t enough_periods = 6;

constexpr std::array<std::string_view, 3> rule_names{"periodic_review", "minimum_maximum",
                                                     "imprest"};
constexpr std::array<std::string_view, 5> source_names{"history", "history_and_peers", "peers",
                                                       "nothing", "levels"};

void check_position(const StockPosition& position) {
  for (const Quantity each :
       {position.on_hand, position.in_transit, position.on_order, position.backordered}) {
    if (each < Quantity(0)) throw pricing::BadNumber("stock is not negative");
  }
}

void check_order_size(const OrderSize& size) {
  if (size.pack_size < Quantity(1)) throw pricing::BadNumber("a pack holds one unit or more");
  if (size.least < Quantity(0)) throw pricing::BadNumber("a least order is not negative");
}

/// What lies between the target and the position, in the sizes that can be ordered.
void decide_order(Suggestion& suggestion) {
  suggestion.shortfall = std::max(Quantity(0), suggestion.target - suggestion.position.net());
  if (suggestion.shortfall.is_zero()) return;
  const OrderSize& size = suggestion.order_size;
  suggestion.suggested = std::max(suggestion.shortfall, size.least);
  if (size.packs == Packs::opened) return;
  suggestion.packs = packs_covering(suggestion.suggested, size.pack_size);
  suggestion.suggested = suggestion.packs * size.pack_size;
}

Suggestion begin_suggestion(ReplenishmentRule rule, const StockPosition& position,
                            const OrderSize& order_size) {
  check_position(position);
  check_order_size(order_size);
  Suggestion suggestion{};
  suggestion.rule = rule;
  suggestion.source = DemandSource::levels;
  suggestion.position = position;
  suggestion.order_size = order_size;
  return suggestion;
}

std::int64_t count_known(const Demand& actual, std::size_t origin) {
  return std::count_if(actual.begin(), actual.begin() + static_cast<std::ptrdiff_t>(origin),
                       [](const auto& each) { return each.has_value(); });
}

/// Forecasts of a short history lean on what peers use, the more the shorter it is.
void lean_on_peers(Suggestion& suggestion, Estimate rate) {
  const std::int64_t own = suggestion.known_periods;
  const Estimate of_peers = product(rate, suggestion.interval_periods);
  suggestion.expected_demand = scaled(suggestion.expected_demand, {own, enough_periods}) +
                               scaled(of_peers, {enough_periods - own, enough_periods});
  suggestion.source = own == 0 ? DemandSource::peers : DemandSource::history_and_peers;
}

/// The mean size of a demand, or one unit where there was none.
Estimate mean_demand_size(const Demand& actual, std::size_t origin) {
  pricing::Int128 sum = 0;
  std::int64_t demands = 0;
  for (std::size_t i = 0; i < origin; ++i) {
    if (!actual[i] || actual[i]->is_zero()) continue;
    sum += actual[i]->micros();
    ++demands;
  }
  if (demands == 0) return Estimate::of_units(1);
  return Estimate::of_micros(pricing::narrowed_to_64(sum / demands));
}

/// The spread of demands that come by chance (compound Poisson): the root of how many are expected,
/// times their size. For histories too short to show their own.
Estimate chance_spread(Estimate expected, Estimate size) {
  return Estimate::of_micros(integer_root(pricing::Int128{expected.micros()} * size.micros()));
}

void expect_demand(Suggestion& suggestion, const ReviewPolicy& policy) {
  suggestion.source = DemandSource::nothing;
  if (suggestion.outlook) {
    suggestion.expected_demand =
        demand_over(suggestion.outlook->expected, suggestion.interval_periods);
    suggestion.source = DemandSource::history;
  }
  if (policy.peers_rate && suggestion.known_periods < enough_periods) {
    lean_on_peers(suggestion, *policy.peers_rate);
  }
}

}  // namespace

std::string_view name_of(ReplenishmentRule rule) {
  return rule_names.at(static_cast<std::size_t>(rule));
}

std::string_view name_of(DemandSource source) {
  return source_names.at(static_cast<std::size_t>(source));
}

Suggestion suggest_by_review(RollingForecast& rolling, const Demand& actual, std::size_t origin,
                             const PooledErrors& pooled, const ReviewPolicy& policy,
                             const StockPosition& position, const OrderSize& order_size) {
  Suggestion suggestion =
      begin_suggestion(ReplenishmentRule::periodic_review, position, order_size);
  suggestion.interval_periods = policy.protection.interval();
  const std::size_t periods = policy.protection.whole_periods();
  if (suggestion.interval_periods <= Estimate{} || periods > rolling.paths().horizon().periods) {
    throw pricing::BadNumber("a protection interval is above 0 and within the horizon");
  }
  suggestion.outlook = rolling.at(origin, pooled);
  suggestion.known_periods = count_known(actual, origin);
  suggestion.peers_rate = policy.peers_rate;
  suggestion.least_stock = policy.least_stock;
  expect_demand(suggestion, policy);
  std::vector<IntervalError> errors;
  if (suggestion.outlook) {
    errors = interval_errors(rolling.paths(), actual, origin, periods,
                             suggestion.outlook->expected_methods);
  }
  suggestion.safety = safety_stock(
      errors,
      {policy.service_level, suggestion.interval_periods, periods, suggestion.expected_demand,
       chance_spread(suggestion.expected_demand, mean_demand_size(actual, origin))});
  const Estimate target = not_negative(suggestion.expected_demand + suggestion.safety.stock);
  suggestion.target = std::max(policy.least_stock, Quantity(target.whole_units_up()));
  decide_order(suggestion);
  return suggestion;
}

Suggestion suggest_by_levels(const MinimumMaximum& levels, const StockPosition& position,
                             const OrderSize& order_size) {
  if (levels.minimum < Quantity(0) || levels.maximum < levels.minimum) {
    throw pricing::BadNumber("a minimum is not negative, and the maximum not below it");
  }
  Suggestion suggestion =
      begin_suggestion(ReplenishmentRule::minimum_maximum, position, order_size);
  suggestion.reorder_level = levels.minimum;
  suggestion.target = levels.maximum;
  if (position.net() <= levels.minimum) decide_order(suggestion);
  return suggestion;
}

Suggestion suggest_by_imprest(Quantity level, const StockPosition& position,
                              const OrderSize& order_size) {
  if (level < Quantity(0)) throw pricing::BadNumber("a level is not negative");
  Suggestion suggestion = begin_suggestion(ReplenishmentRule::imprest, position, order_size);
  suggestion.target = level;
  suggestion.reorder_level = level;
  decide_order(suggestion);
  return suggestion;
}

}  // namespace wutong::forecast
