#pragma once

#include <cstdint>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// Master data of a county (its facilities, suppliers, items, and what hangs on them) is changed by
/// one command at a time: two that register the same new code would otherwise both find it unknown.
/// Held until the transaction ends; taken before any other row is locked.
void lock_county(Connection& connection, std::int64_t county_id);

}  // namespace wutong::inventory
