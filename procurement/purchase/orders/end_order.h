#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/orders/require_order.h"

namespace wutong::procurement {

/// Cancelled: nothing came of it and nothing will. Closed: what has not come does not come.
enum class OrderEnd { cancel, close };

struct EndOrder {
  SeenOrder seen;
  OrderEnd end{};
  std::string reason;  ///< needed
};
/// Refuses: order_unknown, order_of_a_cycle, period_not_open, record_has_changed,
/// order_step_not_allowed, field_missing. Answers {"version"}.
std::string end_order(inventory::Connection& connection, const inventory::Recording& recording,
                      const EndOrder& input);

}  // namespace wutong::procurement
