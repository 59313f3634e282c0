#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/agreement_table.h"
#include "procurement/purchase/orders/order_policy.h"
#include "procurement/purchase/orders/require_order.h"

namespace wutong::procurement {

/// When the goods are due: the longest lead time of the lines' agreements, or, when none of them
/// says, the policy's hours, in whole days rounded up.
inventory::Date decide_due_day(const inventory::DailyOrder& order,
                               const std::vector<inventory::Agreement>& agreements,
                               const OrderClocks& clocks, inventory::Date today);

struct SendOrder {
  SeenOrder seen;
  std::string note;
};
/// Places the approved order with its supplier: the clock of the answer starts, and the goods get
/// their due day. Whoever may not be ordered from by now, supplier or distributor, is refused.
/// Refuses: as approve_order, and supplier_suspended, supplier_licence_expired. Answers
/// {"version"}.
std::string send_order(inventory::Connection& connection, const inventory::Recording& recording,
                       const SendOrder& input);

}  // namespace wutong::procurement
