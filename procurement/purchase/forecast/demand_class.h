#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "procurement/purchase/forecast/demand_series.h"

namespace wutong::forecast {

/// How demand comes (Syntetos, Boylan and Croston 2005): often or seldom, alike or of any size.
enum class DemandClass {
  smooth,        ///< at least every 1.32 periods, squared coefficient of variation below 0.49
  erratic,       ///< as often, of any size
  intermittent,  ///< seldom, of like size
  lumpy,         ///< seldom, of any size
};
inline constexpr std::size_t demand_class_count = 4;

constexpr std::size_t index_of(DemandClass demand_class) {
  return static_cast<std::size_t>(demand_class);
}
std::string_view name_of(DemandClass demand_class);

/// Of what was known; without any demand it is lumpy.
DemandClass class_of(std::span<const std::optional<Estimate>> demand);

}  // namespace wutong::forecast
