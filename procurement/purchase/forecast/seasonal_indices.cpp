#include "procurement/purchase/forecast/seasonal_indices.h"

#include <algorithm>

#include "pricing/checked_integer.h"
#include "pricing/round_quotient.h"

namespace wutong::forecast {
namespace {

using pricing::Int128;
using Known = std::span<const std::optional<Estimate>>;

constexpr Estimate one = Estimate::of_micros(Estimate::micros_in_unit);
/// No season is taken for less: demand is divided by it.
constexpr Estimate least_index = Estimate::of_micros(Estimate::micros_in_unit / 20);
/// A ratio above counts as this: one lump is no season.
constexpr Estimate greatest_ratio = Estimate::of_micros(20 * Estimate::micros_in_unit);

/// What the seasons were like so far: ratios of demand to the moving average.
struct Ratios {
  std::vector<std::vector<Estimate>> of_season;
};

/// The mean of a year around `at`, its two half ends counting half when the season is even.
std::optional<Estimate> centred_mean(Known demand, std::size_t at, std::size_t season) {
  const std::size_t half = season / 2;
  const bool is_even = season % 2 == 0;
  Int128 twice = 0;
  for (std::size_t i = at - half; i <= at + half; ++i) {
    if (!demand[i]) return std::nullopt;
    const bool is_end = is_even && (i == at - half || i == at + half);
    twice += Int128{demand[i]->micros()} * (is_end ? 1 : 2);
  }
  return Estimate::of_micros(pricing::narrowed_to_64(pricing::round_quotient(
      twice, Int128{2} * static_cast<std::int64_t>(season), pricing::Rounding::half_even)));
}

Ratios ratios_of(Known demand, std::size_t season) {
  Ratios ratios{std::vector<std::vector<Estimate>>(season)};
  for (std::size_t at = season / 2; at + season / 2 < demand.size(); ++at) {
    const auto mean = centred_mean(demand, at, season);
    if (!mean || mean->is_zero()) continue;
    // Ratios are formed only up to the greatest: a lump beside nothing must not overflow.
    const bool is_lump = Int128{demand[at]->micros()} > Int128{20} * mean->micros();
    ratios.of_season[at % season].push_back(is_lump ? greatest_ratio
                                                    : quotient(*demand[at], *mean));
  }
  return ratios;
}

Estimate mean_of(const std::vector<Estimate>& values) {
  Int128 sum = 0;
  for (const Estimate value : values) sum += value.micros();
  return Estimate::of_micros(pricing::narrowed_to_64(pricing::round_quotient(
      sum, static_cast<std::int64_t>(values.size()), pricing::Rounding::half_even)));
}

void set_mean_to_one(std::vector<Estimate>& indices) {
  const Estimate mean = mean_of(indices);
  if (mean.is_zero()) {
    std::fill(indices.begin(), indices.end(), one);
    return;
  }
  for (Estimate& index : indices) index = std::max(least_index, quotient(index, mean));
}

Int128 squared_distance(Estimate a, Estimate b) {
  const Int128 distance = (a - b).micros();
  return distance * distance;
}

/// The mean over the seasons of the variance of their means, in squared micros; nothing when no
/// season was seen twice.
std::optional<Int128> variance_of_means(const Ratios& ratios) {
  Int128 sum = 0;
  std::int64_t seasons = 0;
  for (const std::vector<Estimate>& values : ratios.of_season) {
    const auto count = static_cast<std::int64_t>(values.size());
    if (count < 2) continue;
    const Estimate mean = mean_of(values);
    Int128 squares = 0;
    for (const Estimate value : values) squares += squared_distance(value, mean);
    sum += squares / (count - 1) / count;
    ++seasons;
  }
  if (seasons == 0) return std::nullopt;
  return sum / seasons;
}

/// How far the indices are drawn towards 1.
Share shrinkage(const Ratios& ratios, const std::vector<Estimate>& indices) {
  const auto noise = variance_of_means(ratios);
  if (!noise) return {1, 2};
  const auto season = static_cast<std::int64_t>(indices.size());
  Int128 spread = 0;
  for (const Estimate index : indices) spread += squared_distance(index, one);
  spread = std::max<Int128>({spread / (season - 1), *noise, 1});
  const Int128 part = *noise * Estimate::micros_in_unit / spread;
  return {pricing::narrowed_to_64(part * (season - 3) / (season - 1)), Estimate::micros_in_unit};
}

}  // namespace

std::optional<SeasonalIndices> seasonal_indices(Known demand, std::size_t season) {
  constexpr std::size_t shortest_season = 4;
  if (season < shortest_season || demand.size() < 2 * season) return std::nullopt;
  const Ratios ratios = ratios_of(demand, season);
  std::vector<Estimate> indices;
  for (const std::vector<Estimate>& values : ratios.of_season) {
    if (values.empty()) return std::nullopt;
    indices.push_back(mean_of(values));
  }
  set_mean_to_one(indices);
  const Share towards_one = shrinkage(ratios, indices);
  for (Estimate& index : indices) index += scaled(one - index, towards_one);
  set_mean_to_one(indices);
  return SeasonalIndices{std::move(indices)};
}

}  // namespace wutong::forecast
