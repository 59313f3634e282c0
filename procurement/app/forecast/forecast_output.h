#pragma once

#include <ostream>

#include "procurement/app/forecast/forecast_file.h"

namespace wutong::app {

/// MASE over the series that have one.
struct AccuracyLine {
  std::string name;
  forecast::Estimate mean;
  forecast::Estimate median;
  std::int64_t better_than_naive = 0;  ///< series
  std::int64_t as_good_as_naive = 0;
};
struct AccuracyTable {
  std::int64_t series = 0;
  std::vector<AccuracyLine> lines;  ///< chosen, expected, then every method
};
AccuracyTable accuracy_table(const ForecastAnswer& answer);

/// Columns series, period, forecast, expected, method, demand_class: a row a series and period of
/// the horizon; a series of which nothing is known has one row of empty cells.
void write_forecasts(std::ostream& out, const std::vector<DemandSeries>& series,
                     const ForecastAnswer& answer);
/// For people, in Markdown.
void print_accuracy(std::ostream& out, const ForecastAnswer& answer);
/// All of it, for programs.
void write_json(std::ostream& out, const std::vector<DemandSeries>& series,
                const ForecastAnswer& answer);

}  // namespace wutong::app
