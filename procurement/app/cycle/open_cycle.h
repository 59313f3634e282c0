#pragma once

#include <string>

#include "inventory/database/store.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"
#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::app {

/// What the database knows of a county before a cycle.
struct CountyHistory {
  std::int64_t county_id = 0;  ///< 0: not registered yet
  std::string county_code;
  KnownCounty known;
  std::vector<inventory::Cycle> cycles;

  const inventory::Cycle* cycle_of(const std::string& period) const;
};

/// The code of the county that stands in a database without a named one.
inline constexpr const char* nameless_county = "-";

CountyHistory load_history(inventory::Store& store, const inventory::CycleParameters& parameters);

/// Refuses a period that is settled, that others bar, or an award rule that is not offered.
void check_period(const CountyHistory& history, const inventory::CycleParameters& parameters);

/// Registers county, cycle and master data, all at once, or finds the cycle that was interrupted.
inventory::CycleRef open_cycle(inventory::Store& store, const CountyHistory& history,
                               const inventory::CountyFolder& folder, const std::string& actor);

}  // namespace wutong::app
