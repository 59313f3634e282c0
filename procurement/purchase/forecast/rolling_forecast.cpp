#include "procurement/purchase/forecast/rolling_forecast.h"

#include <stdexcept>

namespace wutong::forecast {

RollingForecast::RollingForecast(const Demand& seen, const Demand& actual, const Horizon& horizon)
    : actual_(actual),
      paths_(roll_methods(seen, horizon)),
      errors_(paths_, actual),
      learnt_(horizon.first_origin) {}

std::optional<Outlook> RollingForecast::at(std::size_t origin, const PooledErrors& pooled) {
  // A new item: nothing has been seen yet.
  if (origin < paths_.horizon().first_origin) return std::nullopt;
  learn_until(origin);
  const Estimate scale = scale_at(origin);
  Outlook outlook{class_of(std::span(actual_).first(origin)), {}, {}, {}, {}};
  const auto choose = [&](ErrorKind kind) {
    return choose_methods(paths_, origin, kind, errors_.scores(kind, scale),
                          pooled.of(kind, outlook.demand_class));
  };
  outlook.nearest_methods = choose(ErrorKind::absolute);
  if (outlook.nearest_methods.empty()) return std::nullopt;
  outlook.nearest = combined_path(paths_, origin, outlook.nearest_methods);
  outlook.expected_methods = choose(ErrorKind::squared);
  outlook.expected = combined_path(paths_, origin, outlook.expected_methods);
  return outlook;
}

void RollingForecast::add_to(ErrorPool& pool, std::size_t origin) {
  if (origin < paths_.horizon().first_origin) return;
  learn_until(origin);
  const auto known = std::span(actual_).first(origin);
  // A series that never moved has no unit to measure its errors in.
  if (const auto scale = naive_scale(known)) {
    pool.add(class_of(known), errors_.scores(ErrorKind::absolute, *scale),
             errors_.scores(ErrorKind::squared, *scale));
  }
}

void RollingForecast::learn_until(std::size_t origin) {
  if (origin < learnt_) throw std::logic_error("an origin before what was learnt");
  while (learnt_ < origin) errors_.learn(learnt_++);
}

Estimate RollingForecast::scale_at(std::size_t origin) const {
  return naive_scale(std::span(actual_).first(origin)).value_or(Estimate::of_units(1));
}

}  // namespace wutong::forecast
