#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "inventory/tables/lot_table.h"
#include "inventory/tables/requisition_table.h"

namespace wutong::procurement {

/// A facility takes this much of a lot.
struct PickedLot {
  std::int64_t facility_id{};
  std::size_t lot{};  ///< position in the lots
  pricing::Quantity quantity;
};

/// Contract rule 7, for one item: the allocations in their order (emergencies first, then by
/// facility code), each taking lots in theirs (first expiry first out). A facility's two kinds of
/// request that take of the same lot are one. Throws std::logic_error when the lots do not suffice:
/// they were what the allocation was made from.
std::vector<PickedLot> pick_lots(std::span<const inventory::FacilityQuantity> allocations,
                                 std::span<const inventory::LotBalance> lots);

}  // namespace wutong::procurement
