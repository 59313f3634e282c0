#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/formulary_table.h"

namespace wutong::inventory {

/// What people want to see beside an item in a list.
struct ItemFacts {
  std::optional<Tier> tier;                          ///< the lowest formulary that holds it
  std::int64_t centre_stock = 0;                     ///< base units, of all lots
  std::optional<pricing::UnitPrice> lowest_price{};  ///< a pack, in the last period awarded
};

/// The facts of these items on a day, by item id; an item without any is not there. Three
/// statements, however many items.
std::unordered_map<std::int64_t, ItemFacts> load_item_facts(
    Connection& connection, std::int64_t county_id, Date as_of,
    const std::vector<std::int64_t>& item_ids);

}  // namespace wutong::inventory
