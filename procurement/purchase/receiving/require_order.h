#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/order_detail_table.h"

namespace wutong::procurement {

/// Locks an order of the daily work. Throws Refused: order_unknown, order_of_a_cycle.
inventory::DailyOrder lock_order(inventory::Connection& connection, std::int64_t county_id,
                                 const std::string& order_no);

/// Goods may come for an order from when it was placed; whole or not, what comes is written down.
/// Throws Refused: order_step_not_allowed.
void check_may_arrive(const inventory::DailyOrder& order);

/// The items of these codes on the day. Throws Refused: item_unknown.
using ItemsByCode = std::unordered_map<std::string, inventory::ItemVersion>;
ItemsByCode require_items(inventory::Connection& connection, const inventory::Recording& recording,
                          const std::vector<std::string>& codes);

/// Throws Refused (record_has_changed) unless the document is the one that was seen.
void check_seen(const std::string& number, std::int64_t seen_version, std::int64_t version);

}  // namespace wutong::procurement
