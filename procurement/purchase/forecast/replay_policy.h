#pragma once

#include "procurement/purchase/forecast/measure_accuracy.h"
#include "procurement/purchase/forecast/suggest_order.h"

namespace wutong::forecast {

/// How the past is played again.
struct ReplayOptions {
  std::int64_t review_periods = 1;
  std::int64_t lead_periods = 1;  ///< ordered at the start of a period, there this many later
  Share service_level{95, 100};
  std::size_t most_periods = 24;  ///< the last periods of a series, at most half of it
};

/// What happened in a replay.
struct ReplayOutcome {
  std::int64_t periods = 0;  ///< with known demand, after the first orders have had time to arrive
  std::int64_t stock_outs = 0;  ///< periods in which demand was not met in full
  Estimate demand;
  Estimate unmet;
  Estimate mean_stock;    ///< at the end of a period
  Estimate usual_demand;  ///< mean of all known periods of the series: what stock is told in
};

/// Where the replay of a series begins; nothing when there is too little before or after it.
std::optional<std::size_t> replay_begin(std::size_t periods, const ReplayOptions& options);

/// Orders at every review by `suggest_by_review`, whole base units, from what was known at that
/// time. What cannot be met is lost (the patient goes elsewhere), not owed. It begins with its own
/// first target in stock.
ReplayOutcome replay_review(RollingForecast& rolling, const Demand& actual,
                            const PooledErrors& pooled, const ReplayOptions& options);

/// The usual fixed rule from the twelve months before: minimum = (lead time + 1 period of reserve)
/// x mean demand, maximum = minimum + review period x mean demand, both times `factor` and rounded
/// up. It begins at its maximum.
ReplayOutcome replay_levels(const Demand& actual, const ReplayOptions& options, Share factor);

/// What happened to many series. Units differ between items, so stock is told in periods of usual
/// demand before it is added up; series without demand in the replay are left out.
struct ReplayTotals {
  std::int64_t series = 0;
  std::int64_t periods = 0;
  std::int64_t stock_outs = 0;
  pricing::Int128 stock_periods = 0;  ///< micros, summed over the series
  pricing::Int128 fill = 0;           ///< micros of met / demand, summed over the series

  void add(const ReplayOutcome& outcome);
  void add(const ReplayTotals& other);
  Estimate service_level() const;  ///< share of periods without a stock-out
  Estimate fill_rate() const;      ///< mean over the series of met / demand
  Estimate stock() const;          ///< mean over the series, in periods of usual demand
};

}  // namespace wutong::forecast
