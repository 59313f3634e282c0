#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Awards the cycle's bids: the need of every item (contract rule 2) is covered by the bids that
/// stand, by the cycle's award rule (rule 3). Answers {"items", "awards", "uncovered"}.
std::string award_bids(inventory::Connection& connection, const inventory::CycleRef& cycle,
                       unsigned threads);

}  // namespace wutong::procurement
