#include "procurement/purchase/forecast/smoothing_states.h"

namespace wutong::forecast {

void Croston::observe(Estimate demand) {
  ++periods_since_;
  if (demand.is_zero()) return;
  ++demands_;
  size_ = moved(size_, demand, percent_, demands_);
  interval_ = moved(interval_, Estimate::of_units(periods_since_), percent_, demands_);
  periods_since_ = 0;
}

Estimate Croston::after(std::int64_t) const {
  return demands_ == 0 ? Estimate{} : quotient(size_, interval_);
}

void TeunterSyntetosBabai::observe(Estimate demand) {
  ++seen_;
  const bool is_demand = !demand.is_zero();
  const Estimate happened = is_demand ? Estimate::of_units(1) : Estimate{};
  probability_ = moved(probability_, happened, percents_.probability, seen_);
  if (!is_demand) return;
  ++demands_;
  size_ = moved(size_, demand, percents_.size, demands_);
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
