#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"

namespace wutong::procurement {

/// Adds an item to the catalogue from `today` on. Refused: item_already_registered,
/// item_value_not_allowed, bad_code. Answers {"version": 1}.
std::string register_item(inventory::Connection& connection, std::int64_t county_id,
                          const inventory::CatalogueItem& item, inventory::Date today);

/// A new version of an item, from today or from a later day on; a planned version holds from its
/// day on without anybody's doing.
struct ItemChange {
  std::int64_t expected_version{};  ///< the last version of the chain that the user has seen
  inventory::Date effective_from{};
  inventory::CatalogueItem item;  ///< every field; its code says which item
};
/// Refused: item_unknown, item_version_outdated, item_day_past, item_value_not_allowed.
/// Answers {"version": n}.
std::string change_item(inventory::Connection& connection, std::int64_t county_id,
                        const ItemChange& change, inventory::Date today);

/// Pure: throws Refused when a field holds what it cannot.
void check_item_values(const inventory::CatalogueItem& item);
/// Pure: every refusal of change_item for an item whose chain ends with `last_version`.
void check_item_change(const ItemChange& change, std::int64_t last_version, inventory::Date today);

}  // namespace wutong::procurement
