#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace wutong::forecast {

/// How demand is forecast. The formulas and where they come from: README.md of this folder.
enum class Method {
  naive,                   ///< the last known demand
  seasonal_naive,          ///< the demand of the same season last time
  simple_smoothing_fixed,  ///< exponential smoothing, parameter 0.20: the usual simple smoothing
  moving_average,          ///< of the last 3, 6 or 12 periods
  simple_smoothing,        ///< exponential smoothing, parameter from the series
  damped_trend,            ///< Holt's with a damped trend
  theta,                   ///< smoothing with half the slope of the line through all demand
  seasonal_smoothing,      ///< the same three on demand without its season
  seasonal_damped_trend,
  seasonal_theta,
  croston,                 ///< size and interval of demand, smoothed apart
  syntetos_boylan,         ///< Croston's, its bias taken off (SBA)
  teunter_syntetos_babai,  ///< size and probability of demand (TSB)
  mean,                    ///< of all demand
  recent_median,           ///< of the last 12 periods
  zero,                    ///< no demand any more
};

inline constexpr std::size_t method_count = 16;
inline constexpr auto all_methods = [] {
  std::array<Method, method_count> methods{};
  for (std::size_t i = 0; i < method_count; ++i) methods[i] = static_cast<Method>(i);
  return methods;
}();
constexpr std::size_t index_of(Method method) {
  return static_cast<std::size_t>(method);
}

/// What people and files call it.
std::string_view name_of(Method method);

/// Does it speak of expected demand, so that its sums over periods are expected sums? The median
/// and zero do not: they are often nearest, and ordering by them would always be too little.
bool is_of_the_mean(Method method);

}  // namespace wutong::forecast
