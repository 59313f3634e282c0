#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "procurement/purchase/forecast/estimate.h"

namespace wutong::forecast {

/// Demand of consecutive periods, oldest first; nothing where it is not known.
using Demand = std::vector<std::optional<Estimate>>;

/// A series that cannot be forecast: demand below zero, more days available than the period has.
class SeriesRefused : public std::runtime_error {
 public:
  SeriesRefused(std::string series, std::string period, std::string rule)
      : std::runtime_error("series " + series + ", period " + period + ": " + rule),
        series_(std::move(series)),
        period_(std::move(period)),
        rule_(std::move(rule)) {}
  const std::string& series() const { return series_; }
  const std::string& period() const { return period_; }
  const std::string& rule() const { return rule_; }

 private:
  std::string series_;
  std::string period_;
  std::string rule_;
};

}  // namespace wutong::forecast
