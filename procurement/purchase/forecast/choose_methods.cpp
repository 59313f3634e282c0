#include "procurement/purchase/forecast/choose_methods.h"

#include <algorithm>

#include "pricing/round_quotient.h"

namespace wutong::forecast {

using pricing::Int128;

namespace {

constexpr std::int64_t pooled_weight_periods = 24;
constexpr std::int64_t usual_weight_series = 20;
constexpr std::size_t most_methods = 4;
/// A method this much worse than the best still shares the forecast.
constexpr Share nearly_as_good{105, 100};

Estimate weighed(Int128 sum, Int128 weight) {
  return Estimate::of_micros(
      pricing::narrowed_to_64(pricing::round_quotient(sum, weight, pricing::Rounding::half_even)));
}

Estimate score_of(MeanError own, Estimate pooled, std::size_t horizon) {
  const Int128 weight = pooled_weight_periods * static_cast<std::int64_t>(horizon);
  return weighed(Int128{own.forecasts} * own.error.micros() + weight * pooled.micros(),
                 own.forecasts + weight);
}

bool may_stand(const RollingPaths& paths, std::size_t origin, Method method, ErrorKind kind) {
  const bool is_fit = kind == ErrorKind::absolute || is_of_the_mean(method);
  return is_fit && !paths.path(method, origin).empty();
}

}  // namespace

void ErrorPool::add(DemandClass demand_class, const MethodScores& absolute,
                    const MethodScores& squared) {
  auto& sums = sums_[index_of(demand_class)];
  for (std::size_t i = 0; i < method_count; ++i) {
    if (absolute[i].forecasts == 0) continue;
    sums[i].absolute += absolute[i].error.micros();
    sums[i].squared += squared[i].error.micros();
    ++sums[i].series;
  }
}

void ErrorPool::add(const ErrorPool& other) {
  for (std::size_t each = 0; each < demand_class_count; ++each) {
    for (std::size_t i = 0; i < method_count; ++i) {
      sums_[each][i].absolute += other.sums_[each][i].absolute;
      sums_[each][i].squared += other.sums_[each][i].squared;
      sums_[each][i].series += other.sums_[each][i].series;
    }
  }
}

PooledErrors ErrorPool::pooled() const {
  PooledErrors pooled = usual_errors();
  for (std::size_t each = 0; each < demand_class_count; ++each) {
    for (std::size_t i = 0; i < method_count; ++i) {
      const Sum& sum = sums_[each][i];
      const auto mean = [&](Int128 of_series, Estimate usual) {
        return weighed(of_series + Int128{usual.micros()} * usual_weight_series,
                       sum.series + usual_weight_series);
      };
      pooled.absolute[each][i] = mean(sum.absolute, pooled.absolute[each][i]);
      pooled.squared[each][i] = mean(sum.squared, pooled.squared[each][i]);
    }
  }
  return pooled;
}

std::vector<ChosenMethod> choose_methods(const RollingPaths& paths, std::size_t origin,
                                         ErrorKind kind, const MethodScores& own,
                                         const ClassErrors& pooled) {
  std::vector<ChosenMethod> ranked;
  for (const Method method : all_methods) {
    if (!may_stand(paths, origin, method, kind)) continue;
    const std::size_t i = index_of(method);
    ranked.push_back({method, own[i].error, own[i].forecasts, pooled[i],
                      score_of(own[i], pooled[i], paths.horizon().periods)});
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.score < b.score; });
  if (ranked.empty()) return ranked;
  const Estimate worst = scaled(ranked.front().score, nearly_as_good);
  std::size_t count = 1;
  while (count < std::min(most_methods, ranked.size()) && ranked[count].score <= worst) ++count;
  ranked.resize(count);
  return ranked;
}

std::vector<Estimate> combined_path(const RollingPaths& paths, std::size_t origin,
                                    const std::vector<ChosenMethod>& chosen) {
  std::vector<Estimate> sums(paths.horizon().periods);
  for (const ChosenMethod& each : chosen) {
    const auto path = paths.path(each.method, origin);
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += path[i];
  }
  const Share each_part{1, std::max<std::int64_t>(1, static_cast<std::int64_t>(chosen.size()))};
  for (Estimate& sum : sums) sum = scaled(sum, each_part);
  return sums;
}

}  // namespace wutong::forecast
