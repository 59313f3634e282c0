#include "procurement/purchase/orders/escalate_orders.h"

#include "inventory/answer.h"
#include "inventory/tables/order_clock_table.h"
#include "procurement/purchase/orders/require_order.h"

namespace wutong::procurement {

std::string escalate_orders(inventory::Connection& connection,
                            const inventory::Recording& recording) {
  auto orders = inventory::lock_unanswered_orders(connection, recording.county_id, recording.now);
  std::vector<inventory::OrderStep> steps;
  for (inventory::DailyOrder& order : orders) {
    take_step(order, inventory::OrderAction::escalate);
    steps.push_back({order.order.order_id, order.detail.version, inventory::OrderAction::escalate,
                     inventory::OrderState::placed, "answer_overdue", ""});
  }
  if (!orders.empty()) {
    inventory::save_order_steps(connection, recording, orders, steps);
    inventory::save_escalations(connection, recording.county_id, orders);
  }
  return inventory::answer_of({{"escalated", static_cast<std::int64_t>(orders.size())}});
}

}  // namespace wutong::procurement
