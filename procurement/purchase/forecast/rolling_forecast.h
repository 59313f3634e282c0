#pragma once

#include "procurement/purchase/forecast/choose_methods.h"

namespace wutong::forecast {

/// What a forecast from one origin says.
struct Outlook {
  DemandClass demand_class;
  std::vector<ChosenMethod> nearest_methods;
  std::vector<Estimate> nearest;  ///< a forecast a period, chosen by absolute error
  std::vector<ChosenMethod> expected_methods;
  std::vector<Estimate> expected;  ///< expected demand a period, chosen by squared error
};

/// Chooses methods at one origin after the other, each time by what was known there and nothing
/// later.
class RollingForecast {
 public:
  /// `seen` is what methods work on (adjusted demand), `actual` what their errors are taken
  /// against. Throws pricing::Overflow.
  RollingForecast(const Demand& seen, const Demand& actual, const Horizon& horizon);

  /// The outlook at an origin that is not before the last one asked for; nothing while no period
  /// is known, or before the first origin. `pooled` is of many series or `usual_errors()`.
  std::optional<Outlook> at(std::size_t origin, const PooledErrors& pooled);
  /// Adds what is known at the origin, as above, to a pool.
  void add_to(ErrorPool& pool, std::size_t origin);

  const RollingPaths& paths() const { return paths_; }

 private:
  void learn_until(std::size_t origin);
  Estimate scale_at(std::size_t origin) const;

  const Demand& actual_;
  RollingPaths paths_;
  MethodErrors errors_;
  std::size_t learnt_;
};

}  // namespace wutong::forecast
