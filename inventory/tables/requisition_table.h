#pragma once

#include <cstdint>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::inventory {

/// A quantity of an item for a facility: what it asked for, or what it was allocated.
struct FacilityQuantity {
  std::int64_t item_id{};
  RequestKind kind{};
  std::int64_t facility_id{};
  pricing::Quantity quantity;
};

/// By item, then kind (emergencies first), then facility id.
std::vector<FacilityQuantity> load_requests(Connection& connection, const CycleRef& cycle);
std::vector<FacilityQuantity> load_allocations(Connection& connection, const CycleRef& cycle);
void save_allocations(Connection& connection, const CycleRef& cycle,
                      const std::vector<FacilityQuantity>& allocations);

/// Base units requested of an item, both kinds together.
struct ItemQuantity {
  std::int64_t item_id{};
  pricing::Quantity quantity;
};
std::vector<ItemQuantity> load_requested_by_item(Connection& connection, const CycleRef& cycle);

}  // namespace wutong::inventory
