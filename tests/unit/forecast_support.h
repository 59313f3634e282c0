#pragma once

#include <random>
#include <string>
#include <vector>

#include "procurement/purchase/forecast/demand_series.h"

/// Demand as tests write it: texts, empty ones unknown.
namespace wutong::test {

inline forecast::Demand demand_of(const std::vector<std::string>& texts) {
  forecast::Demand demand;
  for (const std::string& text : texts) {
    demand.push_back(text.empty() ? std::nullopt : std::optional(forecast::Estimate::parse(text)));
  }
  return demand;
}

inline std::vector<std::string> shown(const std::vector<forecast::Estimate>& values) {
  std::vector<std::string> texts;
  for (const forecast::Estimate value : values) texts.push_back(value.to_string());
  return texts;
}

inline std::vector<std::string> shown(const forecast::Demand& demand) {
  std::vector<std::string> texts;
  for (const auto& each : demand) texts.push_back(each ? each->to_string() : "");
  return texts;
}

/// Demand that comes with a chance of `percent` a period, of 1 to `most` units; some is unknown.
inline forecast::Demand made_up_demand(std::mt19937_64& random, std::size_t periods,
                                       std::uint64_t percent, std::int64_t most) {
  forecast::Demand demand;
  for (std::size_t i = 0; i < periods; ++i) {
    const bool is_known = random() % 20 != 0;
    const bool is_asked = random() % 100 < percent;
    const auto units = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most)) + 1;
    demand.push_back(is_known ? std::optional(forecast::Estimate::of_units(is_asked ? units : 0))
                              : std::nullopt);
  }
  return demand;
}

}  // namespace wutong::test
