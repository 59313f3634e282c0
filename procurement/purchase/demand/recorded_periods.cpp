#include "procurement/purchase/demand/recorded_periods.h"

#include <algorithm>

#include "inventory/records/date.h"

namespace wutong::procurement {

using forecast::Estimate;
using forecast::RecordedPeriod;
using inventory::Date;
using inventory::DayFlow;

namespace {

constexpr std::chrono::days one_day{1};

std::int64_t days_between(Date from, Date to) {
  return (to - from).count();
}

/// Periods that are being filled: days and quantities go to the one that they lie in.
class PeriodCount {
 public:
  explicit PeriodCount(const PeriodPlan& plan)
      : plan_(plan),
        quantities_(static_cast<std::size_t>(plan.periods)),
        available_(static_cast<std::size_t>(plan.periods)) {}

  void add_quantity(Date day, std::int64_t quantity) {
    if (is_known(day)) quantities_[position(day)] += quantity;
  }
  /// The days from `from` until before `to` had stock.
  void add_available(Date from, Date to) {
    from = std::max({from, plan_.begin, plan_.first_day()});
    to = std::min(to, plan_.end);
    while (from < to) {
      const std::size_t at = position(from);
      const Date next = std::min(to, begin_of(at + 1));
      available_[at] += days_between(from, next);
      from = next;
    }
  }
  std::vector<RecordedPeriod> periods() const {
    std::vector<RecordedPeriod> periods;
    for (std::size_t i = 0; i < quantities_.size(); ++i) {
      RecordedPeriod period{inventory::to_string(begin_of(i)), std::nullopt,
                            static_cast<int>(plan_.period_days), static_cast<int>(available_[i])};
      if (begin_of(i + 1) > plan_.begin) period.quantity = Estimate::of_units(quantities_[i]);
      periods.push_back(std::move(period));
    }
    return periods;
  }

 private:
  bool is_known(Date day) const {
    return day >= std::max(plan_.begin, plan_.first_day()) && day < plan_.end;
  }
  std::size_t position(Date day) const {
    return static_cast<std::size_t>(days_between(plan_.first_day(), day) / plan_.period_days);
  }
  Date begin_of(std::size_t at) const {
    return plan_.first_day() +
           one_day * (static_cast<int>(at) * static_cast<int>(plan_.period_days));
  }

  const PeriodPlan& plan_;
  std::vector<std::int64_t> quantities_;
  std::vector<std::int64_t> available_;
};

/// Back from tonight's balance: between two days of the flow nothing changes.
void count_days_with_stock(PeriodCount& count, const PeriodPlan& plan,
                           std::span<const DayFlow> flow, std::int64_t balance) {
  Date upper = plan.end;
  for (std::size_t i = flow.size(); i-- > 0;) {
    const DayFlow& day = flow[i];
    if (balance > 0) count.add_available(day.day + one_day, upper);
    balance += day.used - day.arrived;
    const bool had_stock = balance > 0 || day.arrived > 0 || day.used > 0;
    if (had_stock) count.add_available(day.day, day.day + one_day);
    upper = std::min(upper, day.day);
  }
  if (balance > 0) count.add_available(plan.begin, upper);
}

/// Supplies say nothing of single days: every day counts from the period of the first of them on.
std::vector<RecordedPeriod> supplied_periods(const PeriodPlan& plan,
                                             std::span<const DayFlow> flow) {
  PeriodCount count(plan);
  for (const DayFlow& day : flow) count.add_quantity(day.day, day.arrived);
  std::vector<RecordedPeriod> periods = count.periods();
  bool has_begun = false;
  for (RecordedPeriod& period : periods) {
    has_begun = has_begun || (period.quantity && !period.quantity->is_zero());
    if (!has_begun) period.quantity.reset();
    period.days_available = has_begun ? period.days : 0;
  }
  return periods;
}

}  // namespace

std::string_view name_of(ConsumptionBasis basis) {
  return basis == ConsumptionBasis::recorded ? "recorded" : "supplied";
}

PeriodPlan plan_periods(const inventory::FacilityFlow& flow, Date today, std::int64_t period_days,
                        std::int64_t periods) {
  PeriodPlan plan{ConsumptionBasis::supplied, today + one_day, today + one_day, period_days,
                  periods};
  const bool is_recorded = flow.last_use && days_between(*flow.last_use, today) < period_days;
  if (is_recorded) {
    plan.basis = ConsumptionBasis::recorded;
    plan.end = std::min(today, *flow.last_use + one_day);
    plan.begin = *flow.first_use;
  } else if (flow.first_day) {
    plan.begin = *flow.first_day;
  }
  return plan;
}

std::vector<RecordedPeriod> recorded_periods(const PeriodPlan& plan, std::span<const DayFlow> flow,
                                             std::int64_t balance) {
  if (plan.basis == ConsumptionBasis::supplied) return supplied_periods(plan, flow);
  PeriodCount count(plan);
  for (const DayFlow& day : flow) count.add_quantity(day.day, day.used);
  count_days_with_stock(count, plan, flow, balance);
  return count.periods();
}

std::int64_t stock_if_used_evenly(const PeriodPlan& plan, std::span<const DayFlow> flow,
                                  std::int64_t before, Estimate per_period, Date today) {
  Estimate stock = Estimate::of_units(before);
  Date since = plan.begin;
  const auto use_until = [&](Date day) {
    const Estimate used =
        scaled(per_period, {std::max<std::int64_t>(0, days_between(since, day)), plan.period_days});
    stock = forecast::not_negative(stock - used);
    since = std::max(since, day);
  };
  for (const DayFlow& day : flow) {
    use_until(day.day);
    stock += Estimate::of_units(day.arrived);
  }
  use_until(today);
  return stock.micros() / Estimate::micros_in_unit;
}

}  // namespace wutong::procurement
