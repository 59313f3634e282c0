#include "procurement/settlement/settle_trading_period.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>
#include <vector>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "inventory/ledgers/supply_ledger.h"
#include "inventory/records/order_state.h"
#include "inventory/tables/delivery_table.h"
#include "inventory/tables/order_detail_table.h"
#include "inventory/tables/requisition_table.h"
#include "inventory/tables/trading_cycle.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/settle_period.h"

namespace wutong::procurement {

using inventory::Cycle;
using inventory::CycleRef;
using inventory::DailyOrder;
using inventory::FacilityQuantity;
using inventory::OrderAction;
using pricing::Quantity;

namespace {

Cycle lock_period(inventory::Connection& connection, std::int64_t county_id,
                  const std::string& period) {
  auto cycle = inventory::lock_trading_cycle(connection, county_id);
  if (!cycle || cycle->parameters.period != period) {
    throw Refused(Refusal::period_not_open, {period});
  }
  return std::move(*cycle);
}

/// How an open order ends; nothing when it has ended.
std::optional<OrderAction> ending_of(const DailyOrder& order) {
  const auto state = inventory::parse_order_state(order.order.state).value();
  for (const OrderAction action : {OrderAction::close, OrderAction::cancel}) {
    if (inventory::next_state(state, action)) return action;
  }
  return std::nullopt;
}

std::vector<DailyOrder> lock_open_orders(inventory::Connection& connection, const CycleRef& cycle) {
  std::vector<DailyOrder> open;
  for (DailyOrder& order : inventory::lock_orders_of_cycle(connection, cycle)) {
    if (ending_of(order)) open.push_back(std::move(order));
  }
  return open;
}

void check_nothing_open(inventory::Connection& connection, const CycleRef& cycle,
                        const SettleTradingPeriod& input, const std::vector<DailyOrder>& open) {
  const auto uninspected =
      inventory::uninspected_deliveries(connection, cycle.county_id, cycle.cycle_id);
  if (!uninspected.empty()) {
    throw Refused(Refusal::period_deliveries_open,
                  {input.period, std::to_string(uninspected.size()), uninspected.front()});
  }
  if (open.empty() || input.close_open_orders) return;
  throw Refused(Refusal::period_orders_open,
                {input.period, std::to_string(open.size()), open.front().order.order_no});
}

void end_orders(inventory::Connection& connection, const inventory::Recording& recording,
                std::vector<DailyOrder>& open) {
  std::vector<inventory::OrderStep> steps;
  for (DailyOrder& order : open) {
    const OrderAction action = ending_of(order).value();
    const auto state = inventory::parse_order_state(order.order.state).value();
    const auto next = inventory::next_state(state, action).value();
    order.order.state = to_string(next);
    ++order.detail.version;
    steps.push_back({order.order.order_id, order.detail.version, action, next, "period_ended", ""});
  }
  if (!open.empty()) inventory::save_order_steps(connection, recording, open, steps);
}

/// Why an item is short, by the first reason that applies: no agreement for it when it was
/// consolidated, agreements that could not cover it. Items that are not there were ordered whole.
std::unordered_map<std::int64_t, std::string_view> load_reasons(inventory::Connection& connection,
                                                                const CycleRef& cycle) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT i.item_id, MAX(i.uncovered_reason = 'no_agreement') FROM consolidation c"
      " JOIN consolidation_item i ON i.county_id = c.county_id AND"
      " i.consolidation_id = c.consolidation_id"
      " WHERE c.county_id = {} AND c.cycle_id = {} AND c.state = 'standing' AND i.uncovered > 0"
      " GROUP BY i.item_id",
      cycle.county_id, cycle.cycle_id));
  std::unordered_map<std::int64_t, std::string_view> reasons;
  while (rows.next()) {
    reasons.emplace(rows.integer(1), rows.integer(2) != 0 ? "no_bid" : "capacity_short");
  }
  return reasons;
}

/// By item and facility, both kinds of request together.
struct Shortage {
  Quantity requested;
  Quantity supplied;
};
using Shortages = std::map<std::pair<std::int64_t, std::int64_t>, Shortage>;

Shortages decide_shortages(const std::vector<FacilityQuantity>& requests,
                           const std::vector<FacilityQuantity>& allocations) {
  Shortages shortages;
  for (const auto& one : requests) {
    shortages[{one.item_id, one.facility_id}].requested += one.quantity;
  }
  for (const auto& one : allocations) {
    shortages[{one.item_id, one.facility_id}].supplied += one.quantity;
  }
  std::erase_if(shortages,
                [](const auto& one) { return one.second.supplied == one.second.requested; });
  return shortages;
}

void save_shortages(inventory::Connection& connection, const CycleRef& cycle,
                    const Shortages& shortages) {
  const auto reasons = load_reasons(connection, cycle);
  inventory::BulkInsert insert(
      connection,
      "shortage (county_id, cycle_id, item_id, facility_id, requested, supplied, reason)");
  for (const auto& [key, shortage] : shortages) {
    const auto reason = reasons.find(key.first);
    insert.row(cycle.county_id, cycle.cycle_id, key.first, key.second, shortage.requested,
               shortage.supplied, reason == reasons.end() ? "delivery_short" : reason->second);
  }
  insert.finish();
}

/// Every request is decided on: those that got nothing get it in writing.
void save_zero_allocations(inventory::Connection& connection, const CycleRef& cycle,
                           std::vector<FacilityQuantity> requests) {
  for (FacilityQuantity& one : requests) one.quantity = Quantity(0);
  inventory::add_to_allocations(connection, cycle, requests);
}

}  // namespace

std::string settle_trading_period(inventory::Connection& connection,
                                  const inventory::Recording& recording,
                                  const SettleTradingPeriod& input) {
  const Cycle cycle = lock_period(connection, recording.county_id, input.period);
  const CycleRef ref{recording.county_id, cycle.cycle_id};
  std::vector<DailyOrder> open = lock_open_orders(connection, ref);
  check_nothing_open(connection, ref, input, open);
  const auto requests = inventory::load_requests(connection, ref);
  const Shortages shortages =
      decide_shortages(requests, inventory::load_allocations(connection, ref));

  end_orders(connection, recording, open);
  save_zero_allocations(connection, ref, requests);
  save_shortages(connection, ref, shortages);
  const std::int64_t ended = inventory::end_requisitions(connection, recording);
  const std::string settled = settle_period(connection, ref);
  inventory::advance_cycle(connection, recording.county_id, inventory::lock_cycle(connection, ref),
                           inventory::CycleAction::close);
  const auto figure = [&](std::string_view name) { return inventory::figure_in(settled, name); };
  return inventory::answer_of({{"supplier_statements", figure("supplier_statements")},
                               {"member_statements", figure("member_statements")},
                               {"owed_to_suppliers_fen", figure("owed_to_suppliers_fen")},
                               {"owed_by_members_fen", figure("owed_by_members_fen")},
                               {"rounding_fen", figure("rounding_fen")},
                               {"stock_value_fen", figure("stock_value_fen")},
                               {"shortages", static_cast<std::int64_t>(shortages.size())},
                               {"ended_requisitions", ended},
                               {"closed_orders", static_cast<std::int64_t>(open.size())}});
}

}  // namespace wutong::procurement
