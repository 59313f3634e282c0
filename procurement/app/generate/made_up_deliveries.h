#pragma once

#include <cstdint>
#include <vector>

#include "procurement/app/generate/county_table.h"
#include "procurement/app/generate/made_up_county.h"

namespace wutong::app {

/// Writes what suppliers bring of an item: the orders that follow from the bids by contract rules 1
/// and 3, most of them in full, some in two lots, short, over, expired, twice or not at all, and
/// now and then something that nobody ordered.
void write_deliveries(const MadeUpCounty& county, const std::vector<inventory::BidRow>& bids,
                      std::int64_t packs_needed, CountyTable& table);

}  // namespace wutong::app
