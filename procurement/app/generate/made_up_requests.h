#pragma once

#include <cstdint>
#include <vector>

#include "procurement/app/generate/county_table.h"
#include "procurement/app/generate/formulary.h"
#include "procurement/app/generate/made_up_county.h"

namespace wutong::app {

/// Writes exactly `lines` rows of requests.csv, facility by facility: hospitals ask for hundreds of
/// items, townships for some hundreds, villages for 25 to 75; about 3 per cent are emergencies.
/// Returns how many base units of each item are asked for.
std::vector<std::int64_t> write_requests(const MadeUpCounty& county, const Formulary& formulary,
                                         std::int64_t lines, CountyTable& table);

}  // namespace wutong::app
