#include "reporting/order_follow_up/order_list.h"

#include <fmt/format.h>

#include "reporting/cycle_documents/document_condition.h"

namespace wutong::reporting {

using inventory::Connection;
using inventory::Rows;

namespace {

constexpr std::string_view answer_overdue = "(o.state = 'placed' AND k.answer_due_at < '{now}')";
constexpr std::string_view delivery_overdue =
    "(o.state IN ('placed', 'confirmed', 'partly_received') AND d.expected_on < '{today}')";

std::string judged(std::string_view condition, const OrderView& view) {
  return fmt::format(fmt::runtime(condition), fmt::arg("now", inventory::to_string(view.now)),
                     fmt::arg("today", inventory::to_string(view.today)));
}

std::string select_orders(std::int64_t county_id, const OrderView& view) {
  return fmt::format(
      "SELECT o.order_id, o.order_no, c.period, s.code, o.state, o.amount,"
      " (SELECT COALESCE(SUM(l.received_amount), 0) FROM purchase_order_line l"
      "  WHERE l.county_id = o.county_id AND l.order_id = o.order_id),"
      " d.version, p.code, f.code, d.ordered_on, d.expected_on, d.created_by, d.placed_at,"
      " k.answer_due_at, d.answered_at, k.escalated_version IS NOT NULL, COALESCE({}, 0),"
      " COALESCE({}, 0) FROM purchase_order o"
      " JOIN procurement_cycle c ON c.county_id = o.county_id AND c.cycle_id = o.cycle_id"
      " JOIN supplier s ON s.county_id = o.county_id AND s.supplier_id = o.supplier_id"
      " LEFT JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id"
      " LEFT JOIN purchase_order_clock k ON k.county_id = o.county_id AND k.order_id = o.order_id"
      " LEFT JOIN facility f ON f.county_id = d.county_id AND"
      "  f.facility_id = d.delivery_facility_id"
      " LEFT JOIN supplier p ON p.county_id = d.county_id AND p.supplier_id = d.distributor_id"
      " WHERE o.county_id = {}",
      judged(answer_overdue, view), judged(delivery_overdue, view), county_id);
}

std::string of_viewer(const OrderView& view) {
  if (!view.supplier_id) return "";
  return fmt::format(
      " AND (o.supplier_id = {0} OR d.distributor_id = {0}) AND (d.order_id IS NULL OR"
      " (d.placed_at IS NOT NULL AND o.state NOT IN ('drafted', 'approved')))",
      *view.supplier_id);
}

std::string of_overdue(const OrderListFilter& filter) {
  if (!filter.overdue) return "";
  const std::string answer = judged(answer_overdue, filter.view);
  const std::string delivery = judged(delivery_overdue, filter.view);
  switch (*filter.overdue) {
    case Overdue::answer:
      return " AND " + answer;
    case Overdue::delivery:
      return " AND " + delivery;
    case Overdue::any:
      break;
  }
  return " AND (" + answer + " OR " + delivery + ")";
}

std::optional<std::string> optional_text(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.text(column);
}

std::optional<inventory::Date> optional_date(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.date(column);
}

ListedOrder read_order(const Rows& rows) {
  ListedOrder order;
  order.order_id = rows.integer(1);
  order.order_no = rows.text(2);
  order.period = rows.text(3);
  order.supplier_code = rows.text(4);
  order.state = rows.text(5);
  order.amount = rows.money(6);
  order.received_amount = rows.money(7);
  order.is_daily = !rows.is_null(8);
  if (order.is_daily) order.version = rows.integer(8);
  order.distributor_code = optional_text(rows, 9);
  order.delivery_facility_code = optional_text(rows, 10);
  order.ordered_on = optional_date(rows, 11);
  order.expected_on = optional_date(rows, 12);
  order.created_by = optional_text(rows, 13).value_or("");
  order.placed_at = optional_text(rows, 14).value_or("");
  order.answer_due_at = optional_text(rows, 15).value_or("");
  order.answered_at = optional_text(rows, 16).value_or("");
  order.is_escalated = rows.integer(17) != 0;
  order.answer_is_overdue = rows.integer(18) != 0;
  order.delivery_is_overdue = rows.integer(19) != 0;
  return order;
}

}  // namespace

std::vector<ListedOrder> list_orders(Connection& connection, std::int64_t county_id,
                                     const OrderListFilter& filter) {
  std::string condition = of_viewer(filter.view) + of_overdue(filter);
  if (!filter.state.empty()) condition += " AND o.state = " + connection.quoted(filter.state);
  const std::string page =
      page_condition(connection, filter.page, {"c.period", "o.supplier_id", "", {"o.order_no"}});
  Rows rows = connection.query(select_orders(county_id, filter.view) + condition + page);
  std::vector<ListedOrder> orders;
  while (rows.next()) orders.push_back(read_order(rows));
  return orders;
}

std::optional<ListedOrder> find_listed_order(Connection& connection, std::int64_t county_id,
                                             const std::string& order_no, const OrderView& view) {
  Rows rows = connection.query(select_orders(county_id, view) + of_viewer(view) +
                               " AND o.order_no = " + connection.quoted(order_no));
  std::optional<ListedOrder> found;
  while (rows.next()) found = read_order(rows);
  return found;
}

}  // namespace wutong::reporting
