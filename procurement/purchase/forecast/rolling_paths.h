#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "procurement/purchase/forecast/demand_series.h"
#include "procurement/purchase/forecast/method.h"

namespace wutong::forecast {

/// What is looked at: every forecast is made from a beginning of the series, its origin, which is
/// the number of periods that it may see.
struct Horizon {
  std::size_t periods;       ///< how far ahead, 1 or more
  std::size_t season;        ///< periods in a year, 12 for months; below 4: no season
  std::size_t first_origin;  ///< 1 or more
};

/// The forecasts of every method from every origin of first_origin to the whole length.
class RollingPaths {
 public:
  RollingPaths(const Horizon& horizon, std::size_t length);

  const Horizon& horizon() const { return horizon_; }
  std::size_t last_origin() const { return last_origin_; }
  /// The periods origin, origin + 1, ...; empty when the method needs a longer history.
  std::span<const Estimate> path(Method method, std::size_t origin) const;

  /// To be filled by the maker: the path of a method that can forecast.
  std::span<Estimate> make_path(Method method, std::size_t origin);

 private:
  struct Paths {
    std::vector<Estimate> values;
    std::vector<bool> is_there;
  };
  std::size_t position(std::size_t origin) const { return origin - horizon_.first_origin; }

  Horizon horizon_;
  std::size_t last_origin_;
  std::array<Paths, method_count> paths_;
};

/// Runs every method over the demand once. The path of an origin depends on the demand before it
/// alone. Forecasts are never below zero. Throws pricing::Overflow.
RollingPaths roll_methods(const Demand& demand, const Horizon& horizon);

}  // namespace wutong::forecast
