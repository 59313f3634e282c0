#include "procurement/purchase/forecast/smoothing_states.h"

namespace wutong::forecast {

void DampedTrend::observe(Estimate demand) {
  ++seen_;
  if (seen_ == 1) {
    level_ = demand;
    return;
  }
  const Estimate damped = scaled(trend_, hundredths(percents_.phi));
  const Estimate before = level_;
  const Estimate foreseen = level_ + damped;
  level_ = foreseen + scaled(demand - foreseen, warm_weight(percents_.level, seen_));
  trend_ = damped + scaled(level_ - before - damped, hundredths(percents_.trend));
}

Estimate DampedTrend::after(std::int64_t periods) const {
  Estimate step = trend_;
  Estimate sum = level_;
  for (std::int64_t i = 0; i < periods; ++i) {
    step = scaled(step, hundredths(percents_.phi));
    sum += step;
  }
  return sum;
}

void Croston::observe(Estimate demand) {
  ++periods_since_;
  if (demand.is_zero()) return;
  ++demands_;
  const Share weight = warm_weight(percent_, demands_);
  size_ += scaled(demand - size_, weight);
  interval_ += scaled(Estimate::of_units(periods_since_) - interval_, weight);
  periods_since_ = 0;
}

Estimate Croston::after(std::int64_t) const {
  return demands_ == 0 ? Estimate{} : quotient(size_, interval_);
}

void TeunterSyntetosBabai::observe(Estimate demand) {
  ++seen_;
  const bool is_demand = !demand.is_zero();
  const Estimate happened = is_demand ? Estimate::of_units(1) : Estimate{};
  probability_ += scaled(happened - probability_, warm_weight(percents_.probability, seen_));
  if (!is_demand) return;
  ++demands_;
  size_ += scaled(demand - size_, warm_weight(percents_.size, demands_));
}

void MovingAverage::observe(Estimate demand) {
  if (last_.size() < window_) {
    last_.push_back(demand);
  } else {
    sum_ = sum_ - last_[next_];
    last_[next_] = demand;
    next_ = (next_ + 1) % window_;
  }
  sum_ += demand;
}

Estimate MovingAverage::after(std::int64_t) const {
  if (last_.empty()) return {};
  return scaled(sum_, {1, static_cast<std::int64_t>(last_.size())});
}

}  // namespace wutong::forecast
