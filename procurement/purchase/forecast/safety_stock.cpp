#include "procurement/purchase/forecast/safety_stock.h"

#include <algorithm>

#include "pricing/round_quotient.h"
#include "procurement/purchase/forecast/integer_root.h"
#include "procurement/purchase/forecast/normal_quantile.h"

namespace wutong::forecast {

using pricing::Int128;

namespace {

constexpr std::size_t most_errors = 48;
constexpr std::int64_t enough_errors = 6;

/// Known and complete, or nothing.
std::optional<Estimate> known_sum(const Demand& actual, std::size_t begin, std::size_t count) {
  Estimate sum;
  for (std::size_t i = begin; i < begin + count; ++i) {
    if (!actual[i]) return std::nullopt;
    sum += *actual[i];
  }
  return sum;
}

/// What the methods said at an earlier origin, where each of them could speak.
std::optional<Estimate> expected_sum(const RollingPaths& paths, std::size_t origin,
                                     std::size_t count, const std::vector<ChosenMethod>& methods) {
  Estimate sum;
  std::int64_t spoke = 0;
  for (const ChosenMethod& each : methods) {
    const auto path = paths.path(each.method, origin);
    if (path.empty()) continue;
    for (std::size_t i = 0; i < count; ++i) sum += path[i];
    ++spoke;
  }
  if (spoke == 0) return std::nullopt;
  return scaled(sum, {1, spoke});
}

Estimate root_mean_square(const std::vector<IntervalError>& errors) {
  if (errors.empty()) return {};
  Int128 squares = 0;
  for (const IntervalError& each : errors) {
    const Int128 error = each.error.micros();
    squares = pricing::exact_sum(squares, error * error);
  }
  return Estimate::of_micros(integer_root(squares / static_cast<std::int64_t>(errors.size())));
}

/// Spread of whole periods taken to the interval: it grows with the root of the time.
Estimate over_interval(Estimate spread, Estimate interval, std::size_t whole_periods) {
  const Estimate whole = Estimate::of_units(static_cast<std::int64_t>(whole_periods));
  if (interval == whole) return spread;
  const Int128 part = quotient(interval, whole).micros();
  return scaled(spread, {integer_root(part * Estimate::micros_in_unit), Estimate::micros_in_unit});
}

/// What above the expected demand each interval needed for no stock-out in its last period: its
/// error, or, where nothing was asked for, as little as there can be.
std::vector<Estimate> sorted_needs(const std::vector<IntervalError>& errors,
                                   const SafetyDemand& demand) {
  std::vector<Estimate> needs;
  for (const IntervalError& each : errors) {
    needs.push_back(each.is_asked_last
                        ? over_interval(each.error, demand.interval, demand.whole_periods)
                        : -demand.expected);
  }
  std::sort(needs.begin(), needs.end());
  return needs;
}

/// The quantile at `level`, at the place level x (count + 1), between two values in proportion
/// (Hyndman and Fan 1996, definition 6). Nothing when that is beyond the greatest.
std::optional<Estimate> quantile_of(const std::vector<Estimate>& sorted, Share level) {
  const auto count = static_cast<std::int64_t>(sorted.size());
  const Int128 place = Int128{count + 1} * level.numerator;
  const auto below = static_cast<std::int64_t>(place / level.denominator);
  const auto rest = static_cast<std::int64_t>(place % level.denominator);
  if (below < 1 || below > count || (below == count && rest > 0)) return std::nullopt;
  const auto at = static_cast<std::size_t>(below - 1);
  if (rest == 0) return sorted[at];
  return sorted[at] + scaled(sorted[at + 1] - sorted[at], {rest, level.denominator});
}

bool is_regular(const std::vector<IntervalError>& errors) {
  return std::all_of(errors.begin(), errors.end(),
                     [](const IntervalError& each) { return each.is_asked_last; });
}

}  // namespace

std::size_t Protection::whole_periods() const {
  return static_cast<std::size_t>(std::max<std::int64_t>(1, interval().whole_units_up()));
}

Estimate demand_over(std::span<const Estimate> path, Estimate interval) {
  const Estimate one = Estimate::of_units(1);
  Estimate sum;
  for (const Estimate period : path) {
    if (interval <= Estimate{}) break;
    sum += interval >= one ? period : product(period, interval);
    interval = interval - one;
  }
  return sum;
}

std::vector<IntervalError> interval_errors(const RollingPaths& paths, const Demand& actual,
                                           std::size_t origin, std::size_t whole_periods,
                                           const std::vector<ChosenMethod>& methods) {
  std::vector<IntervalError> errors;
  const std::size_t first = paths.horizon().first_origin;
  for (std::size_t at = first; at + whole_periods <= origin; ++at) {
    const auto demand = known_sum(actual, at, whole_periods);
    const auto expected = expected_sum(paths, at, whole_periods, methods);
    if (!demand || !expected) continue;
    const bool is_asked_last = !actual[at + whole_periods - 1]->is_zero();
    const Estimate error = *demand - *expected;
    errors.push_back({error, is_asked_last});
  }
  if (errors.size() > most_errors) {
    errors.erase(errors.begin(), errors.end() - static_cast<std::ptrdiff_t>(most_errors));
  }
  return errors;
}

SafetyStock safety_stock(const std::vector<IntervalError>& errors, const SafetyDemand& demand) {
  SafetyStock safety{};
  safety.service_factor = normal_quantile(demand.service_level);
  safety.errors = static_cast<std::int64_t>(errors.size());
  safety.spread = over_interval(root_mean_square(errors), demand.interval, demand.whole_periods);
  if (safety.errors < enough_errors) safety.spread = std::max(safety.spread, demand.least_spread);
  safety.normal = product(safety.service_factor, safety.spread);
  const std::vector<Estimate> needs = sorted_needs(errors, demand);
  safety.empirical = quantile_of(needs, demand.service_level);
  // README.md says why these.
  if (!safety.empirical) {
    safety.stock = needs.empty() ? safety.normal : std::max(safety.normal, needs.back());
  } else {
    safety.stock =
        is_regular(errors) ? std::max(safety.normal, *safety.empirical) : *safety.empirical;
  }
  return safety;
}

}  // namespace wutong::forecast
