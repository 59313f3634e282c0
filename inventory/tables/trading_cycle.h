#pragma once

#include <optional>

#include "inventory/tables/cycle_table.h"

namespace wutong::inventory {

/// The period that is worked day by day, its row locked until the transaction ends, which is what
/// keeps its journal in one order. Nothing: no period is trading.
std::optional<Cycle> lock_trading_cycle(Connection& connection, std::int64_t county_id);

}  // namespace wutong::inventory
