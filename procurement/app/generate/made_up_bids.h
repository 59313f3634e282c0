#pragma once

#include <cstdint>
#include <vector>

#include "procurement/app/generate/county_table.h"
#include "procurement/app/generate/made_up_county.h"

namespace wutong::app {

/// The bids for an item: none for one item in a hundred, else one to five by different suppliers,
/// most of them below the list price, some with a capacity (which may not suffice) or a minimum
/// order. Their `row` stays 0.
std::vector<inventory::BidRow> make_bids(const MadeUpCounty& county, std::size_t item,
                                         std::int64_t packs_needed);

void write_bids(const MadeUpCounty& county, const std::vector<inventory::BidRow>& bids,
                CountyTable& table);

/// Discounts by volume for about one bid in eight.
void write_bid_tiers(const MadeUpCounty& county, const std::vector<inventory::BidRow>& bids,
                     std::int64_t packs_needed, CountyTable& table);

}  // namespace wutong::app
