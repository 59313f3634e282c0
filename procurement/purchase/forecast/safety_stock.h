#pragma once

#include "procurement/purchase/forecast/rolling_forecast.h"

namespace wutong::forecast {

/// What a stock must last for: from this review until what the next one orders has come. In
/// periods, not necessarily whole.
struct Protection {
  Estimate review_periods;
  Estimate lead_time_periods;

  Estimate interval() const { return review_periods + lead_time_periods; }
  /// The whole periods that cover it, at least one.
  std::size_t whole_periods() const;
};

/// The part of a path that lies in the interval; of its last period the share that does.
Estimate demand_over(std::span<const Estimate> path, Estimate interval);

/// An interval that has gone by.
struct IntervalError {
  Estimate error;      ///< its demand less what was expected
  bool is_asked_last;  ///< was there demand in its last period? Without, no stock was needed
};

/// One an origin, the oldest first, of the last 48 origins whose interval has gone by before
/// `origin` and is known.
std::vector<IntervalError> interval_errors(const RollingPaths& paths, const Demand& actual,
                                           std::size_t origin, std::size_t whole_periods,
                                           const std::vector<ChosenMethod>& methods);

/// Where a safety stock comes from. For demand that is seldom it can be below zero: stock against
/// something that happens in fewer periods than the service level leaves open is not kept.
struct SafetyStock {
  Estimate service_factor;            ///< normal quantile of the service level
  std::int64_t errors = 0;            ///< how many stand behind the spread
  Estimate spread;                    ///< root of the mean squared error over the interval
  Estimate normal;                    ///< factor x spread
  std::optional<Estimate> empirical;  ///< the needs' own quantile, when there are enough of them
  Estimate stock;                     ///< what is kept: see README.md
};

/// What the safety stock is to cover.
struct SafetyDemand {
  Share service_level;
  Estimate interval;
  std::size_t whole_periods;  ///< of the errors' intervals
  Estimate expected;          ///< over the interval
  Estimate least_spread;      ///< takes part while there are fewer than six errors
};
SafetyStock safety_stock(const std::vector<IntervalError>& errors, const SafetyDemand& demand);

}  // namespace wutong::forecast
