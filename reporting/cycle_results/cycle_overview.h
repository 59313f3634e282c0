#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "pricing/money.h"

namespace wutong::reporting {

/// A cycle on one line, as anyone who reads along wants it.
struct CycleOverview {
  std::string county;
  std::string period;
  std::string state;
  std::int64_t request_lines = 0;
  std::int64_t orders = 0;
  std::int64_t shortages = 0;
  pricing::Money owed_to_suppliers;
  pricing::Money owed_by_members;
};

/// Every cycle of the county, by period.
std::vector<CycleOverview> load_cycle_overviews(inventory::Connection& connection,
                                                std::int64_t county_id);

std::string overviews_json(const std::vector<CycleOverview>& overviews);

}  // namespace wutong::reporting
