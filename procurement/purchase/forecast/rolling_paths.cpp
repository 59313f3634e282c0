#include "procurement/purchase/forecast/rolling_paths.h"

#include <algorithm>

#include "procurement/purchase/forecast/best_member.h"
#include "procurement/purchase/forecast/seasonal_indices.h"
#include "procurement/purchase/forecast/smoothing_states.h"
#include "procurement/purchase/forecast/trend_line.h"

namespace wutong::forecast {

RollingPaths::RollingPaths(const Horizon& horizon, std::size_t length)
    : horizon_(horizon), last_origin_(length) {
  const std::size_t origins = length + 1 - horizon.first_origin;
  for (Paths& paths : paths_) {
    paths.values.resize(origins * horizon.periods);
    paths.is_there.resize(origins);
  }
}

std::span<const Estimate> RollingPaths::path(Method method, std::size_t origin) const {
  const Paths& paths = paths_[index_of(method)];
  if (!paths.is_there[position(origin)]) return {};
  return {paths.values.data() + position(origin) * horizon_.periods, horizon_.periods};
}

std::span<Estimate> RollingPaths::make_path(Method method, std::size_t origin) {
  Paths& paths = paths_[index_of(method)];
  paths.is_there[position(origin)] = true;
  return {paths.values.data() + position(origin) * horizon_.periods, horizon_.periods};
}

namespace {

template <class State, class Parameter>
BestMember<State> best_of(std::initializer_list<Parameter> parameters) {
  std::vector<State> members;
  for (const Parameter& parameter : parameters) members.emplace_back(parameter);
  return BestMember<State>(std::move(members));
}

BestMember<SimpleSmoothing> simple_smoothing() {
  return best_of<SimpleSmoothing, std::int64_t>({5, 10, 20, 30, 45, 60, 80});
}

BestMember<DampedTrend> damped_trend() {
  return best_of<DampedTrend, DampedTrend::Percents>({{20, 5, 90},
                                                      {20, 10, 95},
                                                      {40, 5, 90},
                                                      {40, 10, 95},
                                                      {60, 10, 80},
                                                      {60, 20, 90},
                                                      {80, 20, 90}});
}

BestMember<TeunterSyntetosBabai> teunter_syntetos_babai() {
  return best_of<TeunterSyntetosBabai, TeunterSyntetosBabai::Percents>(
      {{10, 5}, {10, 10}, {20, 5}, {20, 10}, {20, 20}, {30, 30}});
}

/// Smoothing and half the slope of the line through all demand (Assimakopoulos and Nikolopoulos
/// 2000, in the form of Hyndman and Billah 2003).
class Theta {
 public:
  void observe(std::size_t period, Estimate demand) {
    smoothing_.observe(demand);
    line_.observe(static_cast<std::int64_t>(period), demand);
  }
  Estimate after(std::int64_t periods) const {
    const SimpleSmoothing& best = smoothing_.best();
    // The first step carries 1 / parameter of drift, which smoothing lags behind; a short series
    // has not lagged so far.
    const std::int64_t lag_hundredths = std::min(10'000 / best.percent(), 100 * best.seen());
    const Estimate half_slope = scaled(line_.slope(), {1, 2});
    return best.after(periods) + scaled(half_slope, {100 * (periods - 1) + lag_hundredths, 100});
  }
  const BestMember<SimpleSmoothing>& smoothing() const { return smoothing_; }

 private:
  BestMember<SimpleSmoothing> smoothing_ = simple_smoothing();
  TrendLine line_;
};

/// The median of the last known values, at most twelve; of two in the middle their mean.
Estimate recent_median(const std::vector<Estimate>& known) {
  constexpr std::size_t most = 12;
  std::vector<Estimate> last(
      known.end() - static_cast<std::ptrdiff_t>(std::min(most, known.size())), known.end());
  std::sort(last.begin(), last.end());
  const std::size_t middle = last.size() / 2;
  if (last.size() % 2 == 1) return last[middle];
  return scaled(last[middle - 1] + last[middle], {1, 2});
}

/// All methods at work on one series.
class Methods {
 public:
  Methods(const Demand& demand, RollingPaths& paths) : demand_(demand), paths_(paths) {}

  void observe(std::size_t period) {
    const std::optional<Estimate>& demand = demand_[period];
    if (!demand) return;
    known_.push_back(*demand);
    sum_ += demand->micros();
    fixed_.observe(*demand);
    moving_average_.observe(*demand);
    damped_trend_.observe(*demand);
    theta_.observe(period, *demand);
    croston_.observe(*demand);
    syntetos_boylan_.observe(*demand);
    teunter_syntetos_babai_.observe(*demand);
  }

  void forecast(std::size_t origin) {
    if (known_.empty()) return;
    write_flat(Method::naive, origin, known_.back());
    write_flat(Method::zero, origin, Estimate{});
    write_flat(Method::recent_median, origin, recent_median(known_));
    write_flat(Method::mean, origin, mean());
    write_state(Method::simple_smoothing_fixed, origin, fixed_);
    write_state(Method::simple_smoothing, origin, theta_.smoothing());
    write_state(Method::moving_average, origin, moving_average_.best());
    write_state(Method::damped_trend, origin, damped_trend_.best());
    write_state(Method::theta, origin, theta_);
    write_state(Method::croston, origin, croston_.best());
    write_state(Method::syntetos_boylan, origin, syntetos_boylan_.best());
    write_state(Method::teunter_syntetos_babai, origin, teunter_syntetos_babai_.best());
    forecast_seasons(origin);
  }

 private:
  Estimate mean() const {
    return Estimate::of_micros(
        static_cast<std::int64_t>(sum_ / static_cast<std::int64_t>(known_.size())));
  }

  void write_flat(Method method, std::size_t origin, Estimate value) {
    const auto path = paths_.make_path(method, origin);
    std::fill(path.begin(), path.end(), not_negative(value));
  }

  template <class State>
  void write_state(Method method, std::size_t origin, const State& state) {
    std::int64_t ahead = 0;
    for (Estimate& value : paths_.make_path(method, origin)) {
      value = not_negative(state.after(++ahead));
    }
  }

  template <class State>
  void write_seasonal(Method method, std::size_t origin, const State& state,
                      const SeasonalIndices& indices) {
    std::int64_t ahead = 0;
    std::size_t period = origin;
    for (Estimate& value : paths_.make_path(method, origin)) {
      value = not_negative(product(state.after(++ahead), indices.of(period++)));
    }
  }

  void forecast_seasons(std::size_t origin) {
    const std::size_t season = paths_.horizon().season;
    if (season < 2 || origin < season) return;
    forecast_last_season(origin, season);
    const auto indices = seasonal_indices(std::span(demand_).first(origin), season);
    if (!indices) return;
    Theta theta;
    BestMember<DampedTrend> trend = damped_trend();
    for (std::size_t period = 0; period < origin; ++period) {
      if (!demand_[period]) continue;
      const Estimate level = quotient(*demand_[period], indices->of(period));
      theta.observe(period, level);
      trend.observe(level);
    }
    write_seasonal(Method::seasonal_smoothing, origin, theta.smoothing(), *indices);
    write_seasonal(Method::seasonal_damped_trend, origin, trend.best(), *indices);
    write_seasonal(Method::seasonal_theta, origin, theta, *indices);
  }

  /// Where last year's demand is not known, that of the year before, and so on; else the last.
  Estimate same_season(std::size_t origin, std::size_t ahead, std::size_t season) const {
    std::size_t period = origin + ahead;
    while (period >= season) {
      period -= season;
      if (period < origin && demand_[period]) return *demand_[period];
    }
    return known_.back();
  }

  void forecast_last_season(std::size_t origin, std::size_t season) {
    std::size_t ahead = 0;
    for (Estimate& value : paths_.make_path(Method::seasonal_naive, origin)) {
      value = same_season(origin, ahead++, season);
    }
  }

  const Demand& demand_;
  RollingPaths& paths_;
  std::vector<Estimate> known_;
  pricing::Int128 sum_ = 0;
  SimpleSmoothing fixed_{20};
  BestMember<MovingAverage> moving_average_ = best_of<MovingAverage, std::size_t>({3, 6, 12});
  BestMember<DampedTrend> damped_trend_ = damped_trend();
  Theta theta_;
  BestMember<Croston> croston_ = best_of<Croston, std::int64_t>({5, 10, 20, 30});
  BestMember<SyntetosBoylan> syntetos_boylan_ =
      best_of<SyntetosBoylan, std::int64_t>({5, 10, 20, 30});
  BestMember<TeunterSyntetosBabai> teunter_syntetos_babai_ = forecast::teunter_syntetos_babai();
};

}  // namespace

RollingPaths roll_methods(const Demand& demand, const Horizon& horizon) {
  RollingPaths paths(horizon, demand.size());
  Methods methods(demand, paths);
  for (std::size_t period = 0; period < demand.size(); ++period) {
    methods.observe(period);
    if (period + 1 >= horizon.first_origin) methods.forecast(period + 1);
  }
  return paths;
}

}  // namespace wutong::forecast
