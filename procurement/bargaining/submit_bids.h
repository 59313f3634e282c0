#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Records the bids of a cycle and their volume tiers, the refused ones with their reason: what was
/// offered stays visible. A supplier that may not be ordered from on the cycle's day is refused
/// too. Answers {"bids", "refused", "tiers"}.
std::string submit_bids(inventory::Connection& connection, const inventory::CycleRef& cycle,
                        const inventory::CodeBook& codes,
                        const std::vector<inventory::BidRow>& bids,
                        const std::vector<inventory::BidTierRow>& tiers);

}  // namespace wutong::procurement
