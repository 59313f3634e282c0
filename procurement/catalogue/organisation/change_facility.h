#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct ChangeFacility {
  std::string code;
  std::string name;
  inventory::FacilityKind kind{};
  std::int64_t expected_version{};
  inventory::Date effective_from{};
  std::string reason;  ///< may be empty
};

/// Another name or kind from a day on; another parent is move_facility. Refuses a change made from
/// an older version, a kind that may not stand where the facility stands or over what is below it,
/// and the kind of the centre. Answers {"version", "changed"}.
std::string change_facility(inventory::Connection& connection,
                            const inventory::Recording& recording, const ChangeFacility& input);

}  // namespace wutong::procurement
