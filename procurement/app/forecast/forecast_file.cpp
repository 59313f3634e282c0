#include "procurement/app/forecast/forecast_file.h"

#include <algorithm>
#include <functional>
#include <mutex>

#include "inventory/in_parallel.h"
#include "pricing/error.h"

namespace wutong::app {

using forecast::Demand;
using forecast::ErrorPool;
using forecast::Estimate;
using forecast::Horizon;
using forecast::PooledErrors;
using forecast::ReplayOptions;
using forecast::ReplayTotals;
using forecast::RollingForecast;

namespace {

constexpr std::size_t most_pooled = 1'000;

using AllSeries = std::vector<DemandSeries>;

/// Sums over series; sums of integers do not depend on the order in which threads bring them.
template <class Sum>
Sum summed(std::size_t count, unsigned threads,
           const std::function<void(std::size_t index, Sum& sum)>& add) {
  Sum total;
  std::mutex mutex;
  inventory::in_parallel(count, threads, [&](std::size_t begin, std::size_t end) {
    Sum part;
    for (std::size_t i = begin; i < end; ++i) add(i, part);
    const std::lock_guard lock(mutex);
    total.add(part);
  });
  return total;
}

/// Pools what is known at the origin that `place` gives for a series, nothing where it gives none.
using PoolAt = std::function<void(const Demand& demand, ErrorPool& pool)>;

PooledErrors pool_errors(const AllSeries& series, unsigned threads, const PoolAt& pool_at) {
  const std::size_t taken = std::min(most_pooled, series.size());
  return summed<ErrorPool>(taken, threads,
                           [&](std::size_t i, ErrorPool& pool) {
                             const Demand& demand = series[i * series.size() / taken].demand;
                             try {
                               pool_at(demand, pool);
                             } catch (const pricing::Overflow&) {
                               // Reported where the series itself is forecast.
                             }
                           })
      .pooled();
}

PooledErrors errors_before_hold_out(const AllSeries& series, const ForecastRequest& request) {
  return pool_errors(series, request.threads, [&](const Demand& demand, ErrorPool& pool) {
    if (demand.size() < 2) return;
    RollingForecast rolling(demand, demand, horizon_of(demand, request.options));
    rolling.add_to(pool, demand.size() - forecast::held_out(demand.size()));
  });
}

SeriesForecast forecast_one(const Demand& demand, const ForecastRequest& request,
                            const PooledErrors& pooled) try {
  SeriesForecast answer;
  if (demand.empty()) return answer;
  RollingForecast rolling(demand, demand, horizon_of(demand, request.options));
  answer.accuracy = measure_accuracy(rolling, demand, pooled);
  answer.outlook = rolling.at(demand.size(), pooled);
  return answer;
} catch (const pricing::Overflow&) {
  SeriesForecast too_large;
  too_large.is_too_large = true;
  return too_large;
}

/// Origins from as far before the replay as choosing looks back.
Horizon replay_horizon(std::size_t begin, const ForecastRequest& request) {
  const std::size_t learning = std::min(begin - 1, request.options.learning_origins);
  const auto interval = request.replay->review_periods + request.replay->lead_periods;
  return {std::max<std::size_t>(1, static_cast<std::size_t>(interval)), request.options.season,
          begin - learning};
}

class Replays {
 public:
  Replays(const AllSeries& series, const ForecastRequest& request)
      : series_(series), request_(request), options_(*request.replay) {}

  ReplayComparison compared() const {
    ReplayComparison comparison;
    comparison.review = review();
    comparison.usual = {{1, 1}, levels({1, 1})};
    comparison.same_target = scaled_to(scaled(Estimate::of_units(1), options_.service_level));
    comparison.same_reached = scaled_to(comparison.review.service_level());
    return comparison;
  }

 private:
  ReplayTotals review() const {
    const PooledErrors pooled =
        pool_errors(series_, request_.threads, [&](const Demand& demand, ErrorPool& pool) {
          const auto begin = replay_begin(demand.size(), options_);
          if (!begin) return;
          RollingForecast rolling(demand, demand, replay_horizon(*begin, request_));
          rolling.add_to(pool, *begin);
        });
    return summed<ReplayTotals>(
        series_.size(), request_.threads, [&](std::size_t i, ReplayTotals& totals) {
          const Demand& demand = series_[i].demand;
          const auto begin = replay_begin(demand.size(), options_);
          if (!begin) return;
          RollingForecast rolling(demand, demand, replay_horizon(*begin, request_));
          totals.add(replay_review(rolling, demand, pooled, options_));
        });
  }

  ReplayTotals levels(forecast::Share factor) const {
    return summed<ReplayTotals>(series_.size(), request_.threads,
                                [&](std::size_t i, ReplayTotals& totals) {
                                  totals.add(replay_levels(series_[i].demand, options_, factor));
                                });
  }

  /// The least factor, in hundredths up to 200, that holds the level; 200 when none does.
  ScaledLevels scaled_to(Estimate level) const {
    std::int64_t below = 0;
    std::int64_t above = 20'000;
    while (above - below > 1) {
      const std::int64_t middle = (below + above) / 2;
      (levels({middle, 100}).service_level() < level ? below : above) = middle;
    }
    return {{above, 100}, levels({above, 100})};
  }

  const AllSeries& series_;
  const ForecastRequest& request_;
  const ReplayOptions& options_;
};

}  // namespace

ForecastAnswer forecast_file(const std::vector<DemandSeries>& series,
                             const ForecastRequest& request) {
  ForecastAnswer answer;
  const PooledErrors pooled = errors_before_hold_out(series, request);
  answer.series.resize(series.size());
  inventory::in_parallel(series.size(), request.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      answer.series[i] = forecast_one(series[i].demand, request, pooled);
    }
  });
  if (request.replay) answer.replay = Replays(series, request).compared();
  return answer;
}

}  // namespace wutong::app
