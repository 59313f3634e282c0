#pragma once

#include "procurement/purchase/forecast/rolling_forecast.h"

namespace wutong::forecast {

/// How a series is forecast and judged.
struct ForecastOptions {
  std::size_t horizon = 6;
  std::size_t season = 12;
  std::size_t learning_origins = 48;  ///< how many origins before the hold-out count in choosing
};

/// The periods at the end that are kept back: 12, or a third of a shorter series, at least 1.
std::size_t held_out(std::size_t periods);

/// Mean absolute errors over every forecast into the hold-out (from each origin of it, one to
/// `horizon` ahead), in units of the naive error before the hold-out: MASE. At most 10,000.
struct SeriesAccuracy {
  std::array<Estimate, method_count> methods;  ///< simple smoothing where a method has no forecast
  Estimate nearest;
  Estimate expected;
};

/// Where the rolling origins of a series begin.
Horizon horizon_of(const Demand& demand, const ForecastOptions& options);

/// Nothing when the part before the hold-out has no naive error to measure in (too short, or
/// constant), or nothing is known in the hold-out.
std::optional<SeriesAccuracy> measure_accuracy(RollingForecast& rolling, const Demand& actual,
                                               const PooledErrors& pooled);

}  // namespace wutong::forecast
