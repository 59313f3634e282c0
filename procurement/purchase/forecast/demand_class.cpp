#include "procurement/purchase/forecast/demand_class.h"

#include "pricing/checked_integer.h"

namespace wutong::forecast {

using pricing::Int128;

namespace {

constexpr std::array<std::string_view, demand_class_count> names{"smooth", "erratic",
                                                                 "intermittent", "lumpy"};

}  // namespace

std::string_view name_of(DemandClass demand_class) {
  return names.at(index_of(demand_class));
}

DemandClass class_of(std::span<const std::optional<Estimate>> demand) {
  Int128 periods = 0;
  Int128 demands = 0;
  Int128 sum = 0;
  Int128 squares = 0;
  for (const auto& each : demand) {
    if (!each) continue;
    ++periods;
    if (each->is_zero()) continue;
    ++demands;
    sum += each->micros();
    squares = pricing::exact_sum(squares, Int128{each->micros()} * each->micros());
  }
  if (demands == 0) return DemandClass::lumpy;
  const bool is_seldom = periods * 100 > demands * 132;
  // Variance / mean^2 >= 0.49, as squares / demands / mean^2 >= 1.49; the mean is cut to a whole
  // micro, far from where it decides.
  const Int128 mean = sum / demands;
  const bool is_of_any_size = squares / demands / 149 * 100 >= mean * mean;
  if (is_seldom) return is_of_any_size ? DemandClass::lumpy : DemandClass::intermittent;
  return is_of_any_size ? DemandClass::erratic : DemandClass::smooth;
}

}  // namespace wutong::forecast
