#pragma once

#include <array>
#include <optional>

#include "pricing/checked_integer.h"
#include "procurement/purchase/forecast/rolling_paths.h"

namespace wutong::forecast {

/// The mean absolute difference of consecutive known periods: the error of the naive forecast in
/// the part of the series that is given, and the unit of every error (Hyndman and Koehler 2006).
/// Nothing when it is zero or there is no pair.
std::optional<Estimate> naive_scale(std::span<const std::optional<Estimate>> demand);

/// Which errors count when a method is chosen.
enum class ErrorKind {
  absolute,  ///< least for what lies in the middle of demand: the nearest forecast
  squared,   ///< least for the mean of demand: what to order by
};

/// The mean scaled error of a method, and over how many forecasts it was taken.
struct MeanError {
  Estimate error;
  std::int64_t forecasts = 0;
};
using MethodScores = std::array<MeanError, method_count>;

/// The errors of all methods so far. A period is learnt when its demand is known, and its errors
/// are those of the forecasts made before it, from one to `horizon` periods ahead.
class MethodErrors {
 public:
  MethodErrors(const RollingPaths& paths, const Demand& actual) : paths_(paths), actual_(actual) {}

  void learn(std::size_t period);
  /// In units of `scale`, or of its square.
  MethodScores scores(ErrorKind kind, Estimate scale) const;

 private:
  struct Sums {
    pricing::Int128 absolute = 0;
    pricing::Int128 squared = 0;
    std::int64_t forecasts = 0;
  };
  void add(Method method, std::size_t origin, std::size_t period);

  const RollingPaths& paths_;
  const Demand& actual_;
  std::array<Sums, method_count> sums_{};
};

}  // namespace wutong::forecast
