#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// Ships what was allocated, one shipment a facility (contract rule 7): the lots leave the centre,
/// the facility has them and owes what they cost, without a mark-up. Answers {"shipments", "lines",
/// "quantity", "amount_fen"}.
std::string dispatch_shipments(inventory::Connection& connection, const inventory::CycleRef& cycle,
                               unsigned threads);

}  // namespace wutong::procurement
