#include "procurement/purchase/forecast/method.h"

namespace wutong::forecast {
namespace {

constexpr std::array<std::string_view, method_count> names{
    "naive",
    "seasonal_naive",
    "simple_smoothing_fixed",
    "moving_average",
    "simple_smoothing",
    "damped_trend",
    "theta",
    "seasonal_smoothing",
    "seasonal_damped_trend",
    "seasonal_theta",
    "croston",
    "syntetos_boylan",
    "teunter_syntetos_babai",
    "mean",
    "recent_median",
    "zero",
};

}  // namespace

std::string_view name_of(Method method) {
  return names.at(index_of(method));
}

bool is_of_the_mean(Method method) {
  return method != Method::recent_median && method != Method::zero;
}

}  // namespace wutong::forecast
