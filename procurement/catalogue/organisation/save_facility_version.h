#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/facility_history.h"
#include "inventory/records/recording.h"
#include "inventory/tables/master_tables.h"

namespace wutong::procurement {

/// Writes a facility's next version with the note who recorded it and why. Every check has passed.
void save_facility_version(inventory::Connection& connection, const inventory::Recording& recording,
                           const inventory::FacilityHistory& history,
                           const inventory::FacilityVersion& version, const std::string& reason);

}  // namespace wutong::procurement
