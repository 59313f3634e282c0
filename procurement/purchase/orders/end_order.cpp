#include "procurement/purchase/orders/end_order.h"

namespace wutong::procurement {

std::string end_order(inventory::Connection& connection, const inventory::Recording& recording,
                      const EndOrder& input) {
  auto order = lock_seen(connection, recording.county_id, input.seen);
  const inventory::OrderAction action = input.end == OrderEnd::cancel
                                            ? inventory::OrderAction::cancel
                                            : inventory::OrderAction::close;
  check_step(order, action);
  require_text(order, "reason", input.reason);

  take_step(order, action);
  return save_taken_step(connection, recording, order, {action, "", input.reason});
}

}  // namespace wutong::procurement
