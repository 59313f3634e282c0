#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Allocates the centre's usable stock to the cycle's requests (contract rule 6), and records what
/// is short and why. Answers {"requests", "shortages", "quantity"}.
std::string allocate_stock(inventory::Connection& connection, const inventory::CycleRef& cycle,
                           unsigned threads);

}  // namespace wutong::procurement
