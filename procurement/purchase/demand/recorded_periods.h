#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "inventory/tables/facility_flow_table.h"
#include "procurement/purchase/forecast/adjust_demand.h"

namespace wutong::procurement {

/// What counts as a facility's consumption.
enum class ConsumptionBasis {
  recorded,  ///< what it recorded as used
  supplied   ///< what was shipped to it, because it records nothing
};
std::string_view name_of(ConsumptionBasis basis);

/// Which days are looked at, in periods that end together.
struct PeriodPlan {
  ConsumptionBasis basis{};
  inventory::Date end{};    ///< the day after the last one that is known
  inventory::Date begin{};  ///< what was before is not known
  std::int64_t period_days = 30;
  std::int64_t periods = 12;

  inventory::Date first_day() const {
    return end - std::chrono::days(static_cast<int>(period_days * periods));
  }
};

/// What a facility's records can tell. Consumption that was recorded within the last period counts
/// as such, up to the last day on which any was; without any, supplies stand for it.
PeriodPlan plan_periods(const inventory::FacilityFlow& flow, inventory::Date today,
                        std::int64_t period_days, std::int64_t periods);

/// An item's periods, the oldest first. `flow` holds its days, ascending, until today; `balance` is
/// what is on hand tonight. A day counts as one with stock when something was there in the morning,
/// came or was used. Where supplies stand for consumption, every period since the first of them
/// counts as one with stock.
std::vector<forecast::RecordedPeriod> recorded_periods(const PeriodPlan& plan,
                                                       std::span<const inventory::DayFlow> flow,
                                                       std::int64_t balance);

/// What should be left on `today` of what was supplied since `plan.begin`, and of `before` that was
/// there then, if `per_period` is used evenly: for who records no consumption.
std::int64_t stock_if_used_evenly(const PeriodPlan& plan, std::span<const inventory::DayFlow> flow,
                                  std::int64_t before, forecast::Estimate per_period,
                                  inventory::Date today);

}  // namespace wutong::procurement
