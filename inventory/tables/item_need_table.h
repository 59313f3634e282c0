#pragma once

#include <cstdint>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::inventory {

/// What the county needs of an item in a cycle (contract rule 2), and what the awards cover of it.
struct ItemNeed {
  std::int64_t item_id{};
  pricing::Quantity requested;     ///< base units
  pricing::Quantity usable_stock;  ///< base units at the centre before the orders
  pricing::Quantity pack_size;
  pricing::Quantity packs_needed;
  std::int64_t standing_bids{};  ///< bids that were not refused
  pricing::Quantity packs_awarded;
};

std::vector<ItemNeed> load_item_needs(Connection& connection, const CycleRef& cycle);
void save_item_needs(Connection& connection, const CycleRef& cycle,
                     const std::vector<ItemNeed>& needs);

}  // namespace wutong::inventory
