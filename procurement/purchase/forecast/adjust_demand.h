#pragma once

#include <string_view>

#include "procurement/purchase/forecast/demand_series.h"

namespace wutong::forecast {

/// What was taken out in a period, as it was recorded.
struct RecordedPeriod {
  std::string period;                ///< shown with a refusal: "2026-11"
  std::optional<Estimate> quantity;  ///< nothing: not known
  int days = 30;                     ///< of the period
  int days_available = 30;           ///< on which there was stock
};

enum class Adjustment {
  none,
  stock_out_days,  ///< scaled up to the days of the period
  stocked_out,     ///< available on too few days to tell: taken as not known
  outlier,         ///< cut down to the limit
};
std::string_view name_of(Adjustment adjustment);

/// A period with every step of what became of it.
struct AdjustedPeriod {
  std::optional<Estimate> recorded;
  std::optional<Estimate> available;  ///< recorded x days / days available
  std::optional<Estimate> limit;      ///< what was still believed; nothing: no limit yet
  std::optional<Estimate> used;       ///< what methods see
  Adjustment of_days = Adjustment::none;
  Adjustment of_size = Adjustment::none;
};

/// Stock-out days: demand goes on when the shelf is empty, so what was taken out is scaled by
/// days / days available; available on less than a fifth of the days says too little, and the
/// period counts as not known. (A period of demand 0 without stock is not known either.)
///
/// Outliers (Hampel 1974): above median + 5 x 1.4826 x median absolute deviation of the last 24
/// demands above zero before it, of which there must be 6, demand is cut down to that limit. The
/// second such period in a row is believed: it is a new level and no slip. Each period is judged by
/// what lies before it alone.
///
/// Throws SeriesRefused for demand below zero and for days that cannot be.
std::vector<AdjustedPeriod> adjust_demand(const std::string& series,
                                          const std::vector<RecordedPeriod>& periods);

/// What methods see, and what their forecasts are held against (demand before outliers are cut).
Demand used_demand(const std::vector<AdjustedPeriod>& periods);
Demand available_demand(const std::vector<AdjustedPeriod>& periods);

}  // namespace wutong::forecast
