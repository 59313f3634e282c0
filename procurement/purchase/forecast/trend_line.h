#pragma once

#include "pricing/checked_integer.h"
#include "procurement/purchase/forecast/estimate.h"

namespace wutong::forecast {

/// The straight line of least squares through what was seen so far.
class TrendLine {
 public:
  /// `period` counts from 0 over all periods, the unknown ones too.
  void observe(std::int64_t period, Estimate demand);
  /// What demand grows by a period; zero while fewer than two periods were seen.
  Estimate slope() const;

 private:
  pricing::Int128 count_ = 0;
  pricing::Int128 periods_ = 0;
  pricing::Int128 squares_ = 0;
  pricing::Int128 demand_ = 0;
  pricing::Int128 products_ = 0;
};

}  // namespace wutong::forecast
