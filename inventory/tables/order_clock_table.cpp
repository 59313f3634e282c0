#include "inventory/tables/order_clock_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::string unanswered(std::int64_t county_id, Moment now) {
  return fmt::format(
      "FROM purchase_order_clock k"
      " JOIN purchase_order o ON o.county_id = k.county_id AND o.order_id = k.order_id"
      " JOIN purchase_order_detail d ON d.county_id = k.county_id AND d.order_id = k.order_id"
      " WHERE k.county_id = {} AND k.answer_due_at < '{}' AND k.escalated_version IS NULL"
      " AND o.state = '{}'",
      county_id, to_string(now), to_string(OrderState::placed));
}

std::string text_or_empty(const Rows& rows, unsigned column) {
  return rows.is_null(column) ? std::string() : rows.text(column);
}

DailyOrder read_order(const Rows& rows, std::int64_t county_id) {
  DailyOrder order;
  order.cycle = {county_id, rows.integer(2)};
  order.order = {rows.integer(1), rows.text(3), rows.integer(4), rows.text(5), rows.money(6), {}};
  OrderDetail& detail = order.detail;
  detail.order_id = order.order.order_id;
  detail.consolidation_id = rows.integer(7);
  detail.version = rows.integer(8);
  detail.delivery_facility_id = rows.integer(9);
  if (!rows.is_null(10)) detail.distributor_id = rows.integer(10);
  detail.ordered_on = rows.date(11);
  if (!rows.is_null(12)) detail.expected_on = rows.date(12);
  detail.placed_at = text_or_empty(rows, 13);
  detail.answered_at = text_or_empty(rows, 14);
  detail.created_by = rows.text(15);
  return order;
}

}  // namespace

void start_order_clock(Connection& connection, std::int64_t county_id, const OrderClock& clock) {
  BulkInsert insert(connection,
                    "purchase_order_clock (county_id, order_id, placed_version, answer_due_at,"
                    " escalated_version)",
                    "placed_version = VALUES(placed_version), answer_due_at ="
                    " VALUES(answer_due_at), escalated_version = NULL");
  insert.row(county_id, clock.order_id, clock.placed_version, to_string(clock.answer_due_at),
             std::nullopt);
  insert.finish();
}

bool has_unanswered_orders(Connection& connection, std::int64_t county_id, Moment now) {
  return connection.query_integer("SELECT 1 " + unanswered(county_id, now) + " LIMIT 1")
      .has_value();
}

std::vector<DailyOrder> lock_unanswered_orders(Connection& connection, std::int64_t county_id,
                                               Moment now) {
  Rows rows = connection.query(fmt::format(
      "SELECT o.order_id, o.cycle_id, o.order_no, o.supplier_id, o.state, o.amount,"
      " d.consolidation_id, d.version, d.delivery_facility_id, d.distributor_id, d.ordered_on,"
      " d.expected_on, d.placed_at, d.answered_at, d.created_by {} ORDER BY o.order_no FOR UPDATE",
      unanswered(county_id, now)));
  std::vector<DailyOrder> orders;
  while (rows.next()) orders.push_back(read_order(rows, county_id));
  return orders;
}

void save_escalations(Connection& connection, std::int64_t county_id,
                      const std::vector<DailyOrder>& orders) {
  if (orders.empty()) return;
  std::vector<std::int64_t> ids;
  for (const DailyOrder& order : orders) ids.push_back(order.order.order_id);
  connection.execute(fmt::format(
      "UPDATE purchase_order_clock SET escalated_version = (SELECT d.version"
      " FROM purchase_order_detail d WHERE d.county_id = purchase_order_clock.county_id"
      " AND d.order_id = purchase_order_clock.order_id) WHERE county_id = {} AND order_id IN ({})",
      county_id, fmt::join(ids, ",")));
}

}  // namespace wutong::inventory
