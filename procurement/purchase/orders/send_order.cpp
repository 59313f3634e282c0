#include "procurement/purchase/orders/send_order.h"

#include <algorithm>

#include "inventory/tables/order_clock_table.h"
#include "procurement/purchase/check_order_bars.h"

namespace wutong::procurement {

using inventory::Agreement;
using inventory::DailyOrder;

namespace {

void check_bars_of(inventory::Connection& connection, const inventory::Recording& recording,
                   const DailyOrder& order) {
  std::unordered_set<std::int64_t> suppliers{order.order.supplier_id};
  if (order.detail.distributor_id) suppliers.insert(*order.detail.distributor_id);
  check_order_bars(
      inventory::load_order_bars(connection, recording.county_id, recording.today), suppliers,
      inventory::load_codes(connection, recording.county_id, inventory::Noun::supplier),
      recording.today);
}

std::vector<Agreement> agreements_of(inventory::Connection& connection,
                                     const inventory::Recording& recording,
                                     const DailyOrder& order) {
  std::vector<std::int64_t> items;
  for (const auto& line : order.order.lines) items.push_back(line.item_id);
  return inventory::load_agreements_of_items(connection, recording.county_id, items,
                                             order.detail.ordered_on, recording.today);
}

}  // namespace

inventory::Date decide_due_day(const DailyOrder& order, const std::vector<Agreement>& agreements,
                               const OrderClocks& clocks, inventory::Date today) {
  std::optional<std::int64_t> longest;
  for (const inventory::OrderLineDetail& line : order.line_details) {
    const auto found = std::find_if(
        agreements.begin(), agreements.end(),
        [&](const Agreement& agreement) { return agreement.agreement_id == line.agreement_id; });
    if (found == agreements.end() || !found->lead_time_days) continue;
    longest = std::max(longest.value_or(0), *found->lead_time_days);
  }
  if (longest) return today + std::chrono::days(*longest);
  return today + std::chrono::ceil<std::chrono::days>(clocks.delivery);
}

std::string send_order(inventory::Connection& connection, const inventory::Recording& recording,
                       const SendOrder& input) {
  auto order = lock_seen(connection, recording.county_id, input.seen);
  check_step(order, inventory::OrderAction::place);
  check_bars_of(connection, recording, order);
  const OrderClocks clocks = load_order_clocks(connection, recording.county_id, recording.today);

  take_step(order, inventory::OrderAction::place);
  order.detail.placed_at = inventory::to_string(recording.now);
  order.detail.answered_at.clear();
  order.detail.expected_on =
      decide_due_day(order, agreements_of(connection, recording, order), clocks, recording.today);
  inventory::start_order_clock(
      connection, recording.county_id,
      {order.order.order_id, order.detail.version, recording.now + clocks.answer});
  return save_taken_step(connection, recording, order,
                         {inventory::OrderAction::place, "", input.note});
}

}  // namespace wutong::procurement
