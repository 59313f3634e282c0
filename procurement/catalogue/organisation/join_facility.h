#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct JoinFacility {
  inventory::FacilityRecord record;
  inventory::Date joined_on{};  ///< the first day as a member; may lie within a cycle
  std::string reason;           ///< may be empty
};

/// A facility becomes a member: a new one, or one that had left and comes back under its old code.
/// Refuses a member, a second centre, a parent that is unknown, not a member on that day and later,
/// or of a kind that the county's rules do not allow. Answers {"facility_id", "version",
/// "rejoined"}.
std::string join_facility(inventory::Connection& connection, const inventory::Recording& recording,
                          const JoinFacility& input);

}  // namespace wutong::procurement
