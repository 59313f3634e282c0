#pragma once

#include <cstdint>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/order_detail_table.h"

namespace wutong::inventory {

/// Until when a supplier has to answer an order that was sent to it.
struct OrderClock {
  std::int64_t order_id{};
  std::int64_t placed_version{};
  Moment answer_due_at{};
};
/// Starts the clock, or starts it again when the order is sent again.
void start_order_clock(Connection& connection, std::int64_t county_id, const OrderClock& clock);

/// Whether `lock_unanswered_orders` would find any. One statement.
bool has_unanswered_orders(Connection& connection, std::int64_t county_id, Moment now);
/// Orders that were sent, should have been answered before `now`, are not, and were not escalated
/// since they were sent: by order number, without their lines, locked until the transaction ends.
std::vector<DailyOrder> lock_unanswered_orders(Connection& connection, std::int64_t county_id,
                                               Moment now);
/// Notes that these were escalated by the step that made their present version, which is saved.
void save_escalations(Connection& connection, std::int64_t county_id,
                      const std::vector<DailyOrder>& orders);

}  // namespace wutong::inventory
