#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::inventory {

struct Award {
  std::int64_t item_id{};
  std::int64_t supplier_id{};
  pricing::UnitPrice pack_price;
  pricing::Quantity packs;
  std::string reason;
};

/// By supplier, then item.
std::vector<Award> load_awards(Connection& connection, const CycleRef& cycle);
void save_awards(Connection& connection, const CycleRef& cycle, const std::vector<Award>& awards);

}  // namespace wutong::inventory
