#include "inventory/tables/trading_cycle.h"

namespace wutong::inventory {

std::optional<Cycle> lock_trading_cycle(Connection& connection, std::int64_t county_id) {
  for (const Cycle& cycle : load_cycles(connection, county_id)) {
    if (cycle.state != CycleState::trading) continue;
    Cycle locked = lock_cycle(connection, {county_id, cycle.cycle_id});
    if (locked.state == CycleState::trading) return locked;
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
