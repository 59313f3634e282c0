#include "procurement/purchase/orders/require_order.h"

#include <fmt/format.h>

#include "inventory/answer.h"
#include "inventory/tables/cycle_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::DailyOrder;

namespace {

[[noreturn]] void refuse_missing(inventory::Connection& connection, std::int64_t county_id,
                                 const std::string& order_no) {
  const bool is_of_cycle =
      connection
          .query_integer(
              fmt::format("SELECT 1 FROM purchase_order WHERE county_id = {} AND order_no = {}",
                          county_id, connection.quoted(order_no)))
          .has_value();
  throw Refused(is_of_cycle ? Refusal::order_of_a_cycle : Refusal::order_unknown, {order_no});
}

/// A period that is settled takes no more steps; one that is being settled waits for this one.
void lock_open_period(inventory::Connection& connection, const inventory::CycleRef& ref) {
  const inventory::Cycle cycle = inventory::lock_cycle(connection, ref);
  if (cycle.state == inventory::CycleState::trading) return;
  throw Refused(Refusal::period_not_open, {cycle.parameters.period});
}

}  // namespace

DailyOrder lock_seen(inventory::Connection& connection, std::int64_t county_id,
                     const SeenOrder& seen) {
  const auto found = inventory::find_daily_order(connection, county_id, seen.order_no);
  if (!found) refuse_missing(connection, county_id, seen.order_no);
  lock_open_period(connection, found->cycle);
  DailyOrder order = inventory::lock_daily_order(connection, county_id, seen.order_no).value();
  if (order.detail.version != seen.version) {
    throw Refused(Refusal::record_has_changed, {seen.order_no, std::to_string(seen.version),
                                                std::to_string(order.detail.version)});
  }
  return order;
}

void check_step(const DailyOrder& order, inventory::OrderAction action) {
  const auto state = inventory::parse_order_state(order.order.state).value();
  if (inventory::next_state(state, action)) return;
  throw Refused(Refusal::order_step_not_allowed, {order.order.order_no, order.order.state,
                                                  std::string(inventory::to_string(action))});
}

void take_step(DailyOrder& order, inventory::OrderAction action) {
  check_step(order, action);
  const auto state = inventory::parse_order_state(order.order.state).value();
  order.order.state = inventory::to_string(inventory::next_state(state, action).value());
  ++order.detail.version;
}

void require_text(const DailyOrder& order, const char* field, const std::string& text) {
  if (!text.empty()) return;
  throw Refused(Refusal::field_missing, {order.order.order_no, field});
}

std::string save_taken_step(inventory::Connection& connection,
                            const inventory::Recording& recording, const DailyOrder& order,
                            const TakenStep& step) {
  inventory::save_order_step(
      connection, recording, order,
      {order.order.order_id, order.detail.version, step.action,
       inventory::parse_order_state(order.order.state).value(), step.reason_code, step.note});
  return inventory::answer_of({{"version", order.detail.version}});
}

}  // namespace wutong::procurement
