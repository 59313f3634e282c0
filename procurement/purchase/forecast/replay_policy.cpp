#include "procurement/purchase/forecast/replay_policy.h"

#include <algorithm>
#include <functional>

#include "pricing/round_quotient.h"

namespace wutong::forecast {

using pricing::Int128;
using pricing::Quantity;

namespace {

/// Orders on their way: what arrives at the start of each period.
class Shelf {
 public:
  Shelf(Quantity on_hand, std::size_t begin, std::size_t end)
      : on_hand_(Estimate::of_units(on_hand.units())), begin_(begin), arriving_(end - begin) {}

  void receive(std::size_t period) {
    Quantity& arrived = arriving_[period - begin_];
    on_hand_ += Estimate::of_units(arrived.units());
    arrived = Quantity(0);
  }
  void order(Quantity quantity, std::size_t arrives) {
    if (arrives - begin_ < arriving_.size()) arriving_[arrives - begin_] += quantity;
  }
  /// Whole units: a part of one that is left does not count.
  StockPosition position() const {
    Quantity on_order;
    for (const Quantity each : arriving_) on_order += each;
    return {Quantity(on_hand_.micros() / Estimate::micros_in_unit), {}, on_order, {}};
  }
  Estimate take(Estimate demand) {
    const Estimate taken = std::min(on_hand_, demand);
    on_hand_ = on_hand_ - taken;
    return taken;
  }
  Estimate on_hand() const { return on_hand_; }

 private:
  Estimate on_hand_;
  std::size_t begin_;
  std::vector<Quantity> arriving_;
};

/// Counts what happens once the first orders have had time to arrive.
class Count {
 public:
  void add(Estimate demand, Estimate taken, Estimate left) {
    ++outcome_.periods;
    outcome_.demand += demand;
    outcome_.unmet += demand - taken;
    outcome_.stock_outs += taken < demand ? 1 : 0;
    stock_ += left.micros();
  }
  ReplayOutcome outcome() const {
    ReplayOutcome outcome = outcome_;
    const std::int64_t periods = std::max<std::int64_t>(1, outcome.periods);
    outcome.mean_stock = Estimate::of_micros(pricing::narrowed_to_64(stock_ / periods));
    return outcome;
  }

 private:
  ReplayOutcome outcome_;
  Int128 stock_ = 0;
};

/// The mean of so many periods before the origin, those that are known.
Estimate mean_before(const Demand& actual, std::size_t origin, std::size_t periods) {
  Int128 sum = 0;
  std::int64_t known = 0;
  for (std::size_t i = origin - std::min(origin, periods); i < origin; ++i) {
    if (!actual[i]) continue;
    sum += actual[i]->micros();
    ++known;
  }
  return known == 0 ? Estimate{} : Estimate::of_micros(pricing::narrowed_to_64(sum / known));
}

using Decide = std::function<Quantity(std::size_t period, const StockPosition& position)>;

ReplayOutcome play(const Demand& actual, std::size_t begin, Quantity first_stock,
                   const ReplayOptions& options, const Decide& decide) {
  Shelf shelf(first_stock, begin, actual.size());
  const auto lead = static_cast<std::size_t>(options.lead_periods);
  const auto review = static_cast<std::size_t>(options.review_periods);
  Count count;
  for (std::size_t period = begin; period < actual.size(); ++period) {
    shelf.receive(period);
    if ((period - begin) % review == 0) {
      // Without a lead time it is on the shelf at once.
      shelf.order(decide(period, shelf.position()), period + lead);
      if (lead == 0) shelf.receive(period);
    }
    if (!actual[period]) continue;
    const Estimate taken = shelf.take(*actual[period]);
    if (period >= begin + lead) count.add(*actual[period], taken, shelf.on_hand());
  }
  ReplayOutcome outcome = count.outcome();
  outcome.usual_demand = mean_before(actual, actual.size(), actual.size());
  return outcome;
}

MinimumMaximum usual_levels(Estimate mean, const ReplayOptions& options, Share factor) {
  const Estimate minimum = scaled(scaled(mean, {options.lead_periods + 1, 1}), factor);
  const Estimate more = scaled(scaled(mean, {options.review_periods, 1}), factor);
  return {Quantity(minimum.whole_units_up()), Quantity((minimum + more).whole_units_up())};
}

constexpr std::size_t least_history = 6;

}  // namespace

std::optional<std::size_t> replay_begin(std::size_t periods, const ReplayOptions& options) {
  const std::size_t replayed = std::min(options.most_periods, periods / 2);
  const auto settling = static_cast<std::size_t>(options.lead_periods);
  if (periods < replayed + least_history || replayed <= settling) return std::nullopt;
  return periods - replayed;
}

ReplayOutcome replay_review(RollingForecast& rolling, const Demand& actual,
                            const PooledErrors& pooled, const ReplayOptions& options) {
  const auto begin = replay_begin(actual.size(), options);
  if (!begin) return {};
  const ReviewPolicy policy{
      {Estimate::of_units(options.review_periods), Estimate::of_units(options.lead_periods)},
      options.service_level};
  const auto suggest = [&](std::size_t period, const StockPosition& position) {
    return suggest_by_review(rolling, actual, period, pooled, policy, position, {});
  };
  const Quantity first = suggest(*begin, {}).target;
  return play(actual, *begin, first, options, [&](std::size_t period, const auto& position) {
    return suggest(period, position).suggested;
  });
}

ReplayOutcome replay_levels(const Demand& actual, const ReplayOptions& options, Share factor) {
  const auto begin = replay_begin(actual.size(), options);
  if (!begin) return {};
  const MinimumMaximum levels = usual_levels(mean_before(actual, *begin, 12), options, factor);
  return play(actual, *begin, levels.maximum, options, [&](std::size_t, const auto& position) {
    return suggest_by_levels(levels, position, {}).suggested;
  });
}

void ReplayTotals::add(const ReplayOutcome& outcome) {
  if (outcome.periods == 0 || outcome.demand.is_zero()) return;
  ++series;
  periods += outcome.periods;
  stock_outs += outcome.stock_outs;
  stock_periods += Int128{outcome.mean_stock.micros()} * Estimate::micros_in_unit /
                   outcome.usual_demand.micros();
  fill += Int128{(outcome.demand - outcome.unmet).micros()} * Estimate::micros_in_unit /
          outcome.demand.micros();
}

void ReplayTotals::add(const ReplayTotals& other) {
  series += other.series;
  periods += other.periods;
  stock_outs += other.stock_outs;
  stock_periods += other.stock_periods;
  fill += other.fill;
}

Estimate ReplayTotals::service_level() const {
  if (periods == 0) return {};
  return scaled(Estimate::of_units(1), {periods - stock_outs, periods});
}

Estimate ReplayTotals::fill_rate() const {
  if (series == 0) return {};
  return Estimate::of_micros(static_cast<std::int64_t>(fill / series));
}

Estimate ReplayTotals::stock() const {
  if (series == 0) return {};
  return Estimate::of_micros(pricing::narrowed_to_64(stock_periods / series));
}

}  // namespace wutong::forecast
