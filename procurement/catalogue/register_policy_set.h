#pragma once

#include <cstdint>
#include <string>

#include "inventory/tables/policy_table.h"

namespace wutong::procurement {

/// Adds a policy set; it is never changed afterwards. Refused: policy_set_not_allowed (a text is
/// empty, the days are the wrong way round, the parameters are no JSON object, or one of its
/// subject begins on that day already). Answers {"policy_sets": 1,
/// "policy_set_id"}.
std::string register_policy_set(inventory::Connection& connection, std::int64_t county_id,
                                const inventory::PolicySet& policy);

/// Pure: every refusal but the day that is taken.
void check_policy_set(const inventory::PolicySet& policy);

}  // namespace wutong::procurement
