#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "procurement/app/county_folder/read_county_folder.h"
#include "procurement/app/forecast/period_label.h"
#include "procurement/purchase/forecast/demand_series.h"

namespace wutong::app {

/// A series of a file: from its first known period to its last row, periods without a row or
/// without a quantity being unknown.
struct DemandSeries {
  std::string name;
  PeriodLabel first;
  forecast::Demand demand;  ///< empty: nothing is known of it
};

/// The longest series, first to last period.
inline constexpr std::int32_t most_periods = 5'000;

/// Reads a CSV file with the columns series, period, quantity (plain decimals of 0 or more with at
/// most six places, below 10^10; empty: unknown), rows in any order. Every fault is reported by
/// row and column; the result, series in the order of their first rows, is there only when there
/// is none.
std::optional<std::vector<DemandSeries>> read_demand_file(const std::filesystem::path& file,
                                                          FaultSink& faults);

}  // namespace wutong::app
