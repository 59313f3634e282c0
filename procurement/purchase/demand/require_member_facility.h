#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

/// The id of a member that is supplied by the centre. Throws Refused: facility_not_known,
/// facility_not_member, requisition_facility_unfit (the centre itself).
std::int64_t require_supplied_member(inventory::Connection& connection,
                                     const inventory::Recording& recording,
                                     const std::string& facility_code);

}  // namespace wutong::procurement
