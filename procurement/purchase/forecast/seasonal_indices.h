#pragma once

#include <optional>
#include <span>
#include <vector>

#include "procurement/purchase/forecast/demand_series.h"

namespace wutong::forecast {

/// What share of the average each season of the year has: 1.2 is a fifth above. The mean over the
/// seasons is 1.
struct SeasonalIndices {
  std::vector<Estimate> indices;  ///< by period number modulo their count

  Estimate of(std::size_t period) const { return indices[period % indices.size()]; }
};

/// Ratios to a centred moving average over one year, averaged by season and drawn towards 1 by as
/// much as they vary from year to year (James-Stein; Miller and Williams 2003). Nothing before two
/// whole years and for a season of fewer than four periods.
std::optional<SeasonalIndices> seasonal_indices(std::span<const std::optional<Estimate>> demand,
                                                std::size_t season);

}  // namespace wutong::forecast
