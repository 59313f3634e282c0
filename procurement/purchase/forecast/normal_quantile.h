#pragma once

#include "procurement/purchase/forecast/estimate.h"

namespace wutong::forecast {

/// How many standard deviations above the mean a normal variable stays with this probability:
/// 0.95 gives 1.644854, right to the last of its six places. Probabilities from 0.5 to 0.9999;
/// others throw pricing::BadNumber.
Estimate normal_quantile(Share probability);

}  // namespace wutong::forecast
