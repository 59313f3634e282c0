#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"
#include "inventory/tables/master_tables.h"

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

/// Adds to what was allocated before.
void add_to_allocations(Connection& connection, const CycleRef& cycle,
                        const std::vector<FacilityQuantity>& allocations);
/// What was asked for and not allocated yet, in the order of load_requests.
std::vector<FacilityQuantity> load_outstanding(Connection& connection, const CycleRef& cycle);

/// The lines of each item, which come together in `lines`.
std::vector<std::span<FacilityQuantity>> by_item(std::vector<FacilityQuantity>& lines);

/// Sorts one item's lines as they are served: emergencies first, then by facility code (the
/// database knows ids, the rules go by code).
void sort_as_served(std::span<FacilityQuantity> lines, const CodesById& facility_codes);

/// Base units requested of an item, both kinds together.
struct ItemQuantity {
  std::int64_t item_id{};
  pricing::Quantity quantity;
};
std::vector<ItemQuantity> load_requested_by_item(Connection& connection, const CycleRef& cycle);

}  // namespace wutong::inventory
