#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"

namespace wutong::procurement {

/// Whose word it is that an item is disabled or enabled, from when on and why.
struct ItemStatusChange {
  std::string code;
  inventory::Date effective_from{};
  std::string reason;
  std::string actor;
};

/// From its day on the item takes no new requests and bids; it is never deleted. Refused:
/// item_unknown, item_day_past, item_reason_missing, item_already_disabled. Answers {"items": 1}.
std::string disable_item(inventory::Connection& connection, std::int64_t county_id,
                         const ItemStatusChange& change, inventory::Date today);
/// The reverse. Refused: as above, item_already_enabled.
std::string enable_item(inventory::Connection& connection, std::int64_t county_id,
                        const ItemStatusChange& change, inventory::Date today);

enum class Enabled { no, yes };
/// Pure: every refusal but item_unknown. `now` is what holds on the day of the change.
void check_status_change(const ItemStatusChange& change, Enabled now, Enabled wanted,
                         inventory::Date today);

}  // namespace wutong::procurement
