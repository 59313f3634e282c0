#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct MoveFacility {
  std::string code;
  std::string new_parent_code;
  std::int64_t expected_version{};
  inventory::Date effective_from{};
  std::string reason;  ///< may be empty
};

/// A facility with all below it comes under another one. Refuses the centre, a change made from an
/// older version, a parent that is no member or of a kind that the rules do not allow, and a cycle,
/// naming the chain: on that day and on all later ones. Answers {"version", "changed"}.
std::string move_facility(inventory::Connection& connection, const inventory::Recording& recording,
                          const MoveFacility& input);

}  // namespace wutong::procurement
