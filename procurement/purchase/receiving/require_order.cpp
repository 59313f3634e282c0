#include "procurement/purchase/receiving/require_order.h"

#include <algorithm>
#include <array>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::OrderState;

inventory::DailyOrder lock_order(inventory::Connection& connection, std::int64_t county_id,
                                 const std::string& order_no) {
  auto order = inventory::lock_daily_order(connection, county_id, order_no);
  if (order) return std::move(*order);
  const bool is_known =
      connection
          .query_integer(
              "SELECT order_id FROM purchase_order WHERE county_id = " + std::to_string(county_id) +
              " AND order_no = " + connection.quoted(order_no))
          .has_value();
  throw Refused(is_known ? Refusal::order_of_a_cycle : Refusal::order_unknown, {order_no});
}

void check_may_arrive(const inventory::DailyOrder& order) {
  constexpr std::array<OrderState, 4> on_the_way{OrderState::placed, OrderState::confirmed,
                                                 OrderState::partly_received, OrderState::received};
  const auto state = inventory::parse_order_state(order.order.state).value();
  if (std::find(on_the_way.begin(), on_the_way.end(), state) != on_the_way.end()) return;
  throw Refused(Refusal::order_step_not_allowed,
                {order.order.order_no, order.order.state, "receive_part"});
}

ItemsByCode require_items(inventory::Connection& connection, const inventory::Recording& recording,
                          const std::vector<std::string>& codes) {
  std::vector<std::string> wanted = codes;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  ItemsByCode items;
  for (auto& version :
       inventory::load_items_by_code(connection, recording.county_id, recording.today, wanted)) {
    items.emplace(version.item.record.code, std::move(version));
  }
  for (const std::string& code : wanted) {
    if (!items.contains(code)) throw Refused(Refusal::item_unknown, {code});
  }
  return items;
}

void check_seen(const std::string& number, std::int64_t seen_version, std::int64_t version) {
  if (seen_version == version) return;
  throw Refused(Refusal::record_has_changed,
                {number, std::to_string(seen_version), std::to_string(version)});
}

}  // namespace wutong::procurement
