#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"

namespace wutong::procurement {

/// Pure. Refuses item_unknown for the first code that none of the items has.
void require_named(const std::vector<inventory::ItemVersion>& items,
                   const std::vector<std::string>& codes);

/// The items as they are on a day, locked. Refuses item_unknown.
std::vector<inventory::ItemVersion> lock_named_items(inventory::Connection& connection,
                                                     std::int64_t county_id, inventory::Date day,
                                                     const std::vector<std::string>& codes);

}  // namespace wutong::procurement
