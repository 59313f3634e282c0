#pragma once

#include <vector>

#include "procurement/purchase/forecast/demand_class.h"
#include "procurement/purchase/forecast/method_errors.h"

namespace wutong::forecast {

/// What errors the methods have on demand of a class, from many series: a short series has no
/// verdict of its own, and a long one is not to be overruled by luck.
using ClassErrors = std::array<Estimate, method_count>;
struct PooledErrors {
  std::array<ClassErrors, demand_class_count> absolute;
  std::array<ClassErrors, demand_class_count> squared;

  const ClassErrors& of(ErrorKind kind, DemandClass demand_class) const {
    return (kind == ErrorKind::absolute ? absolute : squared)[index_of(demand_class)];
  }
};

/// What is usual, where no series are at hand to pool. Measured on made-up demand.
const PooledErrors& usual_errors();

/// Gathers the errors of many series, in any order.
class ErrorPool {
 public:
  void add(DemandClass demand_class, const MethodScores& absolute, const MethodScores& squared);
  void add(const ErrorPool& other);
  /// The means; where a class has few series they lean on `usual_errors`, by the weight of twenty.
  PooledErrors pooled() const;

 private:
  struct Sum {
    pricing::Int128 absolute = 0;
    pricing::Int128 squared = 0;
    std::int64_t series = 0;
  };
  std::array<std::array<Sum, method_count>, demand_class_count> sums_{};
};

/// A method that was chosen, and the score that chose it.
struct ChosenMethod {
  Method method;
  Estimate own_error;  ///< on this series so far, in units of the naive error
  std::int64_t forecasts;
  Estimate pooled_error;  ///< on demand of this class
  Estimate score;         ///< the two, weighed: the least one wins
};

/// The method of the least score, and up to three more that are no worse than a twentieth: those
/// share the forecast. Score = (forecasts x own + w x pooled) / (forecasts + w), w being 24 periods
/// of forecasts. `paths` says which methods can forecast from `origin`; for ErrorKind::squared only
/// methods of the mean stand. Never empty while the origin has seen a known period.
std::vector<ChosenMethod> choose_methods(const RollingPaths& paths, std::size_t origin,
                                         ErrorKind kind, const MethodScores& own,
                                         const ClassErrors& pooled);

/// The mean of the chosen methods' forecasts.
std::vector<Estimate> combined_path(const RollingPaths& paths, std::size_t origin,
                                    const std::vector<ChosenMethod>& chosen);

}  // namespace wutong::forecast
