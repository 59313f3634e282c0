#pragma once

#include "procurement/app/forecast/read_demand_file.h"
#include "procurement/purchase/forecast/replay_policy.h"

namespace wutong::app {

struct ForecastRequest {
  forecast::ForecastOptions options;
  std::optional<forecast::ReplayOptions> replay;
  unsigned threads = 1;
};

/// What is said of one series.
struct SeriesForecast {
  std::optional<forecast::Outlook> outlook;  ///< nothing: nothing is known of the series
  std::optional<forecast::SeriesAccuracy> accuracy;
  bool is_too_large = false;  ///< its figures do not fit
};

/// The replay of a fixed minimum and maximum, scaled.
struct ScaledLevels {
  forecast::Share factor{1, 1};
  forecast::ReplayTotals totals;
};
struct ReplayComparison {
  forecast::ReplayTotals review;
  ScaledLevels usual;         ///< the usual rule as it is
  ScaledLevels same_target;   ///< scaled until it holds the service level asked for
  ScaledLevels same_reached;  ///< scaled until it holds what periodic review reached
};

struct ForecastAnswer {
  std::vector<SeriesForecast> series;  ///< as given
  std::optional<ReplayComparison> replay;
};

/// Forecasts and judges every series. The errors pooled over the series are those before the
/// hold-outs (before the replays, for these), of at most a thousand series evenly taken. The answer
/// does not depend on the number of threads.
ForecastAnswer forecast_file(const std::vector<DemandSeries>& series,
                             const ForecastRequest& request);

}  // namespace wutong::app
