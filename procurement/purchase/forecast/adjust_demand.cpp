#include "procurement/purchase/forecast/adjust_demand.h"

#include <algorithm>

namespace wutong::forecast {
namespace {

constexpr std::size_t window = 24;
constexpr std::size_t fewest = 6;
/// 5 standard deviations, of which the median absolute deviation is 1 / 1.4826.
constexpr Share allowed_deviations{74'130, 10'000};
constexpr int least_available_part = 5;

void check_period(const std::string& series, const RecordedPeriod& period) {
  if (period.quantity && *period.quantity < Estimate{}) {
    throw SeriesRefused(series, period.period, "demand is not negative");
  }
  if (period.days < 1 || period.days_available < 0 || period.days_available > period.days) {
    throw SeriesRefused(series, period.period, "days available are 0 to the days of the period");
  }
}

void adjust_for_days(AdjustedPeriod& adjusted, const RecordedPeriod& period) {
  adjusted.recorded = period.quantity;
  if (!period.quantity) return;
  if (period.days_available * least_available_part < period.days) {
    adjusted.of_days = Adjustment::stocked_out;
    return;
  }
  if (period.days_available == period.days) {
    adjusted.available = period.quantity;
    return;
  }
  adjusted.available = scaled(*period.quantity, {period.days, period.days_available});
  adjusted.of_days = Adjustment::stock_out_days;
}

Estimate median_of(std::vector<Estimate> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return scaled(values[middle - 1] + values[middle], {1, 2});
}

/// Nothing while too few demands were seen, or most of them were the same.
std::optional<Estimate> limit_after(const std::vector<Estimate>& demands) {
  if (demands.size() < fewest) return std::nullopt;
  const auto first = demands.end() - static_cast<std::ptrdiff_t>(std::min(window, demands.size()));
  std::vector<Estimate> last(first, demands.end());
  const Estimate median = median_of(last);
  for (Estimate& each : last) each = magnitude(each - median);
  const Estimate deviation = median_of(std::move(last));
  if (deviation.is_zero()) return std::nullopt;
  return median + scaled(deviation, allowed_deviations);
}

/// Sees the periods in their order and cuts what stands out.
class OutlierRule {
 public:
  void judge(AdjustedPeriod& period) {
    period.used = period.available;
    if (!period.available) return;
    period.limit = limit_after(demands_);
    const bool is_above = period.limit && *period.available > *period.limit;
    if (is_above && !was_above_) {
      period.used = period.limit;
      period.of_size = Adjustment::outlier;
    }
    if (period.available->is_zero()) return;
    was_above_ = is_above;
    demands_.push_back(*period.available);
  }

 private:
  std::vector<Estimate> demands_;  ///< above zero, as they came
  bool was_above_ = false;
};

}  // namespace

std::string_view name_of(Adjustment adjustment) {
  switch (adjustment) {
    case Adjustment::none:
      return "none";
    case Adjustment::stock_out_days:
      return "stock_out_days";
    case Adjustment::stocked_out:
      return "stocked_out";
    case Adjustment::outlier:
      return "outlier";
  }
  throw std::logic_error("an adjustment that is none of the four");
}

std::vector<AdjustedPeriod> adjust_demand(const std::string& series,
                                          const std::vector<RecordedPeriod>& periods) {
  std::vector<AdjustedPeriod> adjusted(periods.size());
  OutlierRule outliers;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    check_period(series, periods[i]);
    adjust_for_days(adjusted[i], periods[i]);
    outliers.judge(adjusted[i]);
  }
  return adjusted;
}

Demand used_demand(const std::vector<AdjustedPeriod>& periods) {
  Demand demand;
  for (const AdjustedPeriod& period : periods) demand.push_back(period.used);
  return demand;
}

Demand available_demand(const std::vector<AdjustedPeriod>& periods) {
  Demand demand;
  for (const AdjustedPeriod& period : periods) demand.push_back(period.available);
  return demand;
}

}  // namespace wutong::forecast
