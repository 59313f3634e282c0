#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// From a day on an item is enabled or not: who said so and why is kept, rows are never changed.
struct ItemStatus {
  std::int64_t item_id{};
  Date effective_from{};
  bool enabled = true;
  std::string reason;
  std::string actor;
};

/// What holds on `as_of` for the items with these codes, by item id. An item that was never
/// disabled is not there: it is enabled.
std::unordered_map<std::int64_t, ItemStatus> load_item_status(
    Connection& connection, std::int64_t county_id, Date as_of,
    const std::vector<std::string>& codes);

/// Whether the item with this code may be newly requested or bid for on `as_of`. False for a code
/// that is unknown.
bool is_enabled(Connection& connection, std::int64_t county_id, Date as_of,
                const std::string& code);

void save_item_status(Connection& connection, std::int64_t county_id,
                      const std::vector<ItemStatus>& statuses);

}  // namespace wutong::inventory
