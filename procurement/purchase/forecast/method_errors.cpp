#include "procurement/purchase/forecast/method_errors.h"

#include <algorithm>

#include "pricing/round_quotient.h"

namespace wutong::forecast {

using pricing::Int128;

namespace {

/// An error counts as at most this: a series that hardly moved and then leapt says no more than
/// that the method was far off. (Also what keeps every score inside 64 bits.)
constexpr Int128 greatest_error = Int128{10'000} * Estimate::micros_in_unit;
constexpr Int128 greatest_squared = greatest_error * 10'000;

/// sum / count in units of `scale`, in micros.
Estimate in_scale(Int128 sum, std::int64_t count, Estimate scale, Int128 greatest) {
  const Int128 mean = sum / count;
  if (mean / scale.micros() >= greatest)
    return Estimate::of_micros(static_cast<std::int64_t>(greatest));
  const Int128 error = mean * Estimate::micros_in_unit / scale.micros();
  return Estimate::of_micros(static_cast<std::int64_t>(std::min(error, greatest)));
}

/// Twice in scale, because squared micros are micros of micros.
Estimate squared_in_scale(Int128 sum, std::int64_t count, Estimate scale) {
  const Int128 once = sum / count / scale.micros();
  if (once / scale.micros() >= greatest_squared) {
    return Estimate::of_micros(static_cast<std::int64_t>(greatest_squared));
  }
  const Int128 error = once * Estimate::micros_in_unit / scale.micros();
  return Estimate::of_micros(static_cast<std::int64_t>(std::min(error, greatest_squared)));
}

}  // namespace

std::optional<Estimate> naive_scale(std::span<const std::optional<Estimate>> demand) {
  std::optional<Estimate> last;
  Int128 sum = 0;
  std::int64_t pairs = 0;
  for (const auto& each : demand) {
    if (!each) continue;
    if (last) {
      sum += magnitude(*each - *last).micros();
      ++pairs;
    }
    last = each;
  }
  if (sum == 0) return std::nullopt;
  const Int128 mean = pricing::round_quotient(sum, pairs, pricing::Rounding::half_even);
  // A hair's breadth is the least that can be told.
  return Estimate::of_micros(std::max<std::int64_t>(1, pricing::narrowed_to_64(mean)));
}

void MethodErrors::learn(std::size_t period) {
  if (!actual_[period]) return;
  const std::size_t earliest = paths_.horizon().first_origin;
  for (std::size_t ahead = 0; ahead < paths_.horizon().periods; ++ahead) {
    if (period < earliest + ahead) return;
    for (const Method method : all_methods) add(method, period - ahead, period);
  }
}

void MethodErrors::add(Method method, std::size_t origin, std::size_t period) {
  const auto path = paths_.path(method, origin);
  if (path.empty()) return;
  const Int128 error = magnitude(*actual_[period] - path[period - origin]).micros();
  Sums& sums = sums_[index_of(method)];
  sums.absolute += error;
  sums.squared = pricing::exact_sum(sums.squared, error * error);
  ++sums.forecasts;
}

MethodScores MethodErrors::scores(ErrorKind kind, Estimate scale) const {
  MethodScores scores{};
  for (std::size_t i = 0; i < method_count; ++i) {
    const Sums& sums = sums_[i];
    if (sums.forecasts == 0) continue;
    scores[i] = {kind == ErrorKind::absolute
                     ? in_scale(sums.absolute, sums.forecasts, scale, greatest_error)
                     : squared_in_scale(sums.squared, sums.forecasts, scale),
                 sums.forecasts};
  }
  return scores;
}

}  // namespace wutong::forecast
