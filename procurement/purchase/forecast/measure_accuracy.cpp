#include "procurement/purchase/forecast/measure_accuracy.h"

#include <algorithm>

#include "pricing/round_quotient.h"

namespace wutong::forecast {

using pricing::Int128;

namespace {

/// Like the errors that methods are chosen by: what is so far off says no more than that.
constexpr Int128 greatest = Int128{10'000} * Estimate::micros_in_unit;

/// Adds up |demand - forecast| over the periods of a path that are known.
struct AbsoluteErrors {
  Int128 sum = 0;
  std::int64_t count = 0;

  void add(const Demand& actual, std::size_t origin, std::span<const Estimate> path) {
    for (std::size_t i = 0; i < path.size() && origin + i < actual.size(); ++i) {
      if (!actual[origin + i]) continue;
      sum += magnitude(*actual[origin + i] - path[i]).micros();
      ++count;
    }
  }
  Estimate in(Estimate scale) const {
    const Int128 error =
        pricing::round_quotient(sum * Estimate::micros_in_unit, Int128{scale.micros()} * count,
                                pricing::Rounding::half_even);
    return Estimate::of_micros(pricing::narrowed_to_64(std::min(error, greatest)));
  }
};

struct HeldOutErrors {
  std::array<AbsoluteErrors, method_count> methods;
  AbsoluteErrors nearest;
  AbsoluteErrors expected;
};

std::span<const Estimate> path_or_smoothing(const RollingPaths& paths, Method method,
                                            std::size_t origin) {
  const auto path = paths.path(method, origin);
  return path.empty() ? paths.path(Method::simple_smoothing, origin) : path;
}

void add_origin(HeldOutErrors& errors, const RollingPaths& paths, const Demand& actual,
                std::size_t origin, const Outlook& outlook) {
  for (const Method method : all_methods) {
    errors.methods[index_of(method)].add(actual, origin, path_or_smoothing(paths, method, origin));
  }
  errors.nearest.add(actual, origin, outlook.nearest);
  errors.expected.add(actual, origin, outlook.expected);
}

}  // namespace

std::size_t held_out(std::size_t periods) {
  return std::clamp<std::size_t>(periods / 3, 1, 12);
}

Horizon horizon_of(const Demand& demand, const ForecastOptions& options) {
  const std::size_t cut = demand.size() - std::min(demand.size(), held_out(demand.size()));
  const std::size_t learning = std::min(cut, options.learning_origins);
  return {options.horizon, options.season, std::max<std::size_t>(1, cut - learning)};
}

std::optional<SeriesAccuracy> measure_accuracy(RollingForecast& rolling, const Demand& actual,
                                               const PooledErrors& pooled) {
  const std::size_t cut = actual.size() - held_out(actual.size());
  const auto scale = naive_scale(std::span(actual).first(cut));
  if (!scale) return std::nullopt;
  HeldOutErrors errors;
  for (std::size_t origin = cut; origin < actual.size(); ++origin) {
    const auto outlook = rolling.at(origin, pooled);
    if (outlook) add_origin(errors, rolling.paths(), actual, origin, *outlook);
  }
  if (errors.nearest.count == 0) return std::nullopt;
  SeriesAccuracy accuracy{};
  for (std::size_t i = 0; i < method_count; ++i) {
    accuracy.methods[i] = errors.methods[i].in(*scale);
  }
  accuracy.nearest = errors.nearest.in(*scale);
  accuracy.expected = errors.expected.in(*scale);
  return accuracy;
}

}  // namespace wutong::forecast
