#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Takes over what lies in the stores before the county's first cycle. Only the centre's stock has
/// a value in the books; a member's is counted. Answers {"rows", "value_fen"}.
std::string record_opening_stock(inventory::Connection& connection,
                                 const inventory::CycleRef& cycle, const inventory::CodeBook& codes,
                                 const std::vector<inventory::OpeningStockRow>& rows);

/// The same for a period that is worked day by day, as long as nothing has moved in the county.
/// Throws Refused: period_not_open, opening_stock_too_late.
std::string record_opening_stock_of_period(inventory::Connection& connection,
                                           const inventory::CycleRef& cycle,
                                           const inventory::CodeBook& codes,
                                           const std::vector<inventory::OpeningStockRow>& rows);

}  // namespace wutong::procurement
