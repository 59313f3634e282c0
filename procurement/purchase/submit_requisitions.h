#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Records what the facilities request in the cycle. Answers {"lines", "facilities"}.
std::string submit_requisitions(inventory::Connection& connection, const inventory::CycleRef& cycle,
                                const inventory::CodeBook& codes,
                                const std::vector<inventory::RequestRow>& requests);

}  // namespace wutong::procurement
