#pragma once

#include <cstdint>

#include "procurement/app/generate/county_table.h"
#include "procurement/app/generate/formulary.h"
#include "procurement/app/generate/made_up_county.h"

namespace wutong::app {

/// Writes the centre's opening lots of an item, some of them short-dated or expired: mostly none or
/// a small part of what is asked for, now and then all of it. Returns how many units are usable.
std::int64_t write_centre_stock(const MadeUpCounty& county, std::size_t item,
                                std::int64_t requested_units, CountyTable& table);

/// Writes what is left in a facility's own store, if anything.
void write_facility_stock(const MadeUpCounty& county, const Formulary& formulary,
                          std::size_t facility, CountyTable& table);

}  // namespace wutong::app
