#include "procurement/purchase/demand/suggest_item.h"

#include <algorithm>
#include <thread>

#include "inventory/in_parallel.h"

namespace wutong::procurement {

using forecast::Estimate;
using inventory::StockMethod;
using pricing::Quantity;

namespace {

constexpr std::size_t no_season = 1;  // a year of periods has no second one to compare it with

/// The mean of those that are there; zero without any.
Estimate mean_of(const forecast::Demand& demand) {
  Estimate sum;
  std::int64_t known = 0;
  for (const auto& each : demand) {
    if (!each) continue;
    sum += *each;
    ++known;
  }
  return known == 0 ? Estimate{} : scaled(sum, {1, known});
}

/// Those of the recorded quantities whose period counts.
forecast::Demand recorded_of_known(const ItemSuggestion& item) {
  forecast::Demand demand;
  for (const auto& period : item.adjusted) {
    demand.push_back(period.used ? period.recorded : std::nullopt);
  }
  return demand;
}

void adjust(ItemSuggestion& item, const FacilityDemand& facility, const ItemDemand& demand) {
  item.recorded = recorded_periods(facility.plan, demand.flow, demand.on_hand.all);
  item.adjusted = forecast::adjust_demand(std::to_string(demand.item_id), item.recorded);
  for (std::size_t i = 0; i < item.adjusted.size(); ++i) {
    if (!item.adjusted[i].used) continue;
    item.stock_out_days += item.recorded[i].days - item.recorded[i].days_available;
    if (item.adjusted[i].of_size == forecast::Adjustment::outlier) ++item.outliers;
  }
  item.average_recorded = mean_of(recorded_of_known(item));
  item.average = mean_of(forecast::used_demand(item.adjusted));
}

/// What was there before the first day of the flow.
std::int64_t balance_before(const ItemDemand& demand) {
  std::int64_t balance = demand.on_hand.all;
  for (const auto& day : demand.flow) balance += day.used - day.arrived;
  return std::max<std::int64_t>(0, balance);
}

forecast::StockPosition position_of(ItemSuggestion& item, const FacilityDemand& facility,
                                    const ItemDemand& demand) {
  std::int64_t on_hand = demand.on_hand.usable;
  item.is_stock_estimated = facility.plan.basis == ConsumptionBasis::supplied;
  if (item.is_stock_estimated) {
    on_hand =
        std::min(on_hand, stock_if_used_evenly(facility.plan, demand.flow, balance_before(demand),
                                               item.average, facility.today));
  }
  return {Quantity(on_hand), Quantity(0), Quantity(demand.asked.on_the_way), Quantity(0)};
}

forecast::ReviewPolicy review_policy(const FacilityDemand& facility, forecast::Share level) {
  const auto periods_of = [&](std::int64_t days) {
    return scaled(Estimate::of_units(days), {1, facility.policy.period_days});
  };
  return {{periods_of(facility.policy.review_days), periods_of(facility.policy.lead_time_days)},
          level,
          Quantity(0),
          std::nullopt};
}

/// The known end of the series: what lies before the first known period says nothing.
std::vector<forecast::AdjustedPeriod> since_known(const ItemSuggestion& item) {
  const auto first = std::find_if(item.adjusted.begin(), item.adjusted.end(),
                                  [](const auto& period) { return period.used.has_value(); });
  return {first, item.adjusted.end()};
}

forecast::Suggestion suggest_by_use(const ItemSuggestion& item, const FacilityDemand& facility,
                                    const forecast::StockPosition& position,
                                    const forecast::OrderSize& size) {
  const auto known = since_known(item);
  const forecast::Demand used = forecast::used_demand(known);
  const forecast::Demand actual = forecast::available_demand(known);
  const forecast::ReviewPolicy policy = review_policy(facility, item.service_level);
  forecast::RollingForecast rolling(used, actual,
                                    {policy.protection.whole_periods(), no_season, 1});
  return suggest_by_review(rolling, actual, actual.size(), forecast::usual_errors(), policy,
                           position, size);
}

forecast::Suggestion suggest_by_list(const inventory::StockListLine& levels,
                                     const forecast::StockPosition& position,
                                     const forecast::OrderSize& size) {
  const Quantity maximum = levels.maximum.value_or(Quantity(0));
  if (levels.method == StockMethod::imprest) {
    return forecast::suggest_by_imprest(maximum, position, size);
  }
  return forecast::suggest_by_levels({levels.minimum.value_or(Quantity(0)), maximum}, position,
                                     size);
}

}  // namespace

std::optional<std::int64_t> ItemSuggestion::days_of_stock(std::int64_t period_days) const {
  if (average <= Estimate{}) return std::nullopt;
  const Estimate periods = quotient(Estimate::of_units(figures.position.on_hand.units()), average);
  return scaled(periods, {period_days, 1}).micros() / Estimate::micros_in_unit;
}

ItemSuggestion suggest_item(const FacilityDemand& facility, const ItemDemand& demand) {
  ItemSuggestion item;
  item.item_id = demand.item_id;
  item.basis = facility.plan.basis;
  item.on_the_books = demand.on_hand;
  item.asked = demand.asked;
  item.service_level = facility.policy.service_level_of(demand.item_kind);
  adjust(item, facility, demand);
  const forecast::StockPosition position = position_of(item, facility, demand);
  const bool opens = facility.policy.opens_packs.contains(facility.kind);
  const forecast::OrderSize size{opens ? forecast::Packs::opened : forecast::Packs::whole,
                                 demand.pack_size, Quantity(0)};
  const bool is_listed = demand.levels && demand.levels->method != StockMethod::periodic_review;
  item.figures = is_listed ? suggest_by_list(*demand.levels, position, size)
                           : suggest_by_use(item, facility, position, size);
  return item;
}

std::vector<ItemSuggestion> suggest_items(const FacilityDemand& facility,
                                          const std::vector<ItemDemand>& items) {
  std::vector<ItemSuggestion> suggestions(items.size());
  inventory::in_parallel(items.size(), std::max(1U, std::thread::hardware_concurrency()),
                         [&](std::size_t begin, std::size_t end) {
                           for (std::size_t i = begin; i < end; ++i) {
                             suggestions[i] = suggest_item(facility, items[i]);
                           }
                         });
  return suggestions;
}

}  // namespace wutong::procurement
