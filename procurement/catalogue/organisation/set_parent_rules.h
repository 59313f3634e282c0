#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/facility_tree.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

/// Which kind may stand under which in this county from now on; what stands elsewhere stays. None:
/// the rules of the program. Refuses a rule for the centre, which stands under nobody. Answers
/// {"rules"}.
std::string set_parent_rules(inventory::Connection& connection,
                             const inventory::Recording& recording,
                             const inventory::ParentRules& rules);

}  // namespace wutong::procurement
