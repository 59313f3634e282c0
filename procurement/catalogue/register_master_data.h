#pragma once

#include <cstdint>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"

namespace wutong::procurement {

/// How many records came new, and how many as a new version of a known one.
struct MasterDataCounts {
  std::int64_t registered = 0;
  std::int64_t changed = 0;
};

/// Takes facilities, suppliers and items into the county's catalogue. A record that is known and
/// the same stays as it is; one that differs becomes a new version, valid from `effective_from`.
/// What is not named stays: nothing is ever deleted. The records must have been judged (no unknown
/// parents).
MasterDataCounts register_master_data(inventory::Connection& connection, std::int64_t county_id,
                                      inventory::Date effective_from,
                                      const std::vector<inventory::FacilityRecord>& facilities,
                                      const std::vector<inventory::SupplierRecord>& suppliers,
                                      const std::vector<inventory::ItemRecord>& items);

}  // namespace wutong::procurement
