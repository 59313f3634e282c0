#include "procurement/purchase/forecast/choose_methods.h"

namespace wutong::forecast {
namespace {

using Hundredths = std::array<std::array<std::int64_t, method_count>, demand_class_count>;

// Rounded means over 1,400 made-up series (seasonal, trend, slow, erratic, intermittent, lumpy,
// short) at a horizon of three months. A line a class, in the order of the enums.
constexpr Hundredths usual_absolute{{
    {110, 107, 100, 103, 99, 104, 106, 88, 91, 89, 100, 102, 100, 105, 99, 471},
    {101, 101, 82, 83, 82, 85, 87, 95, 105, 100, 81, 78, 81, 80, 74, 92},
    {101, 102, 93, 95, 93, 95, 99, 157, 188, 169, 100, 96, 93, 93, 74, 71},
    {101, 100, 95, 95, 92, 96, 97, 179, 224, 194, 111, 105, 93, 95, 66, 62},
}};
constexpr Hundredths usual_squared{{
    {198, 201, 165, 179, 164, 183, 189, 177, 200, 184, 166, 177, 167, 195, 161, 4713},
    {265, 266, 162, 165, 164, 177, 186, 293, 378, 328, 158, 156, 159, 154, 162, 218},
    {342, 371, 204, 211, 210, 226, 236, 7039, 12765, 8842, 208, 201, 200, 194, 215, 223},
    {584, 558, 370, 368, 365, 399, 391, 17585, 29137, 19291, 583, 508, 356, 353, 352, 316},
}};

std::array<ClassErrors, demand_class_count> errors_of(const Hundredths& hundredths) {
  std::array<ClassErrors, demand_class_count> errors{};
  for (std::size_t each = 0; each < demand_class_count; ++each) {
    for (std::size_t i = 0; i < method_count; ++i) {
      errors[each][i] = scaled(Estimate::of_units(1), {hundredths[each][i], 100});
    }
  }
  return errors;
}

}  // namespace

const PooledErrors& usual_errors() {
  static const PooledErrors usual{errors_of(usual_absolute), errors_of(usual_squared)};
  return usual;
}

}  // namespace wutong::forecast
