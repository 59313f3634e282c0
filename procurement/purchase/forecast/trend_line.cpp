#include "procurement/purchase/forecast/trend_line.h"

#include "pricing/round_quotient.h"

namespace wutong::forecast {

using pricing::exact_difference;
using pricing::exact_product;
using pricing::exact_sum;
using pricing::Int128;

void TrendLine::observe(std::int64_t period, Estimate demand) {
  count_ += 1;
  periods_ += period;
  squares_ += Int128{period} * period;
  demand_ += demand.micros();
  products_ = exact_sum(products_, Int128{period} * demand.micros());
}

Estimate TrendLine::slope() const {
  const Int128 width = count_ * squares_ - periods_ * periods_;
  if (width == 0) return {};
  const Int128 rise =
      exact_difference(exact_product(count_, products_), exact_product(periods_, demand_));
  return Estimate::of_micros(
      pricing::narrowed_to_64(pricing::round_quotient(rise, width, pricing::Rounding::half_even)));
}

}  // namespace wutong::forecast
