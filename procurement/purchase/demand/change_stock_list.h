#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/stock_list_table.h"

namespace wutong::procurement {

/// A line as it is to stand; `periodic_review` takes the item off the list again.
struct WantedLevels {
  std::string item_code;
  inventory::StockMethod method{};
  std::optional<pricing::Quantity> minimum;
  std::optional<pricing::Quantity> maximum;
  std::string note;
};

struct ChangeStockList {
  std::string facility_code;
  std::int64_t expected_version{};  ///< 0: the first
  std::vector<WantedLevels> items;  ///< those that change; the others stay
};

/// Sets how much of some items a member keeps; what stood before stays in the history. Refuses:
/// facility_not_known, facility_not_member, requisition_facility_unfit, record_has_changed,
/// item_unknown, requisition_item_twice, stock_list_method_needs_figure,
/// stock_list_minimum_above_maximum. Answers {"version", "items"}.
std::string change_stock_list(inventory::Connection& connection,
                              const inventory::Recording& recording, const ChangeStockList& input);

/// Pure: the figures of a line fit its method.
void check_levels(const std::string& facility_code, const WantedLevels& wanted);

}  // namespace wutong::procurement
