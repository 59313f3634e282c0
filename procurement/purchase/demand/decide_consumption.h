#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory/tables/consumption_table.h"
#include "inventory/tables/lot_table.h"

namespace wutong::procurement {

/// What was used of an item: so much, or all but what is left. Base units.
struct UsedItem {
  std::string item_code;
  std::string lot_no;  ///< empty: first expiry first out, of all lots
  std::optional<pricing::Quantity> quantity;
  std::optional<pricing::Quantity> remaining;
};

/// An item of a list with its id.
struct KnownUse {
  std::int64_t item_id{};
  UsedItem used;
};

/// Pure: from which lots it was taken. `balances` is what the facility holds, by item and then
/// first expiry first out. Throws Refused: consumption_needs_one_figure, consumption_above_stock
/// (what is left above what was there, too), requisition_item_twice for an item (or its lot) named
/// twice.
std::vector<inventory::ConsumptionLine> decide_consumption(
    const std::string& facility_code, const std::vector<KnownUse>& uses,
    const std::vector<inventory::LotBalance>& balances);

}  // namespace wutong::procurement
