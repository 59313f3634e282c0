#include "inventory/tables/order_detail_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::optional<std::string> instant_or_null(const std::string& instant) {
  if (instant.empty()) return std::nullopt;
  return instant;
}

std::string text_or_empty(const Rows& rows, unsigned column) {
  return rows.is_null(column) ? std::string() : rows.text(column);
}

DailyOrder read_head(const Rows& rows, std::int64_t county_id) {
  DailyOrder order;
  const std::int64_t order_id = rows.integer(1);
  order.cycle = {county_id, rows.integer(2)};
  order.order = {order_id, rows.text(3), rows.integer(4), rows.text(5), rows.money(6), {}};
  OrderDetail& detail = order.detail;
  detail.order_id = order_id;
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

/// By order number. `condition` may end in FOR UPDATE.
std::vector<DailyOrder> select_heads(Connection& connection, std::int64_t county_id,
                                     const std::string& condition, std::string_view lock) {
  Rows rows = connection.query(fmt::format(
      "SELECT o.order_id, o.cycle_id, o.order_no, o.supplier_id, o.state, o.amount,"
      " d.consolidation_id, d.version, d.delivery_facility_id, d.distributor_id, d.ordered_on,"
      " d.expected_on, d.placed_at, d.answered_at, d.created_by FROM purchase_order o"
      " JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id"
      " WHERE o.county_id = {} AND {} ORDER BY o.order_no{}",
      county_id, condition, lock));
  std::vector<DailyOrder> orders;
  while (rows.next()) orders.push_back(read_head(rows, county_id));
  return orders;
}

/// The lines of the orders that the condition on `o` and `d` chooses, given to their orders.
void add_lines(Connection& connection, std::int64_t county_id, const std::string& condition,
               std::vector<DailyOrder>& orders) {
  Rows rows = connection.query(fmt::format(
      "SELECT o.order_no, o.order_id, l.item_id, l.packs, l.pack_size, l.pack_price,"
      " l.pack_price_places, l.amount, l.accepted_quantity, l.received_amount, n.agreement_id,"
      " n.needed_quantity, n.reason_code, n.note FROM purchase_order o"
      " JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id"
      " JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id"
      " JOIN purchase_order_line_detail n ON n.county_id = l.county_id AND"
      " n.order_id = l.order_id AND n.item_id = l.item_id"
      " WHERE o.county_id = {} AND {} ORDER BY o.order_no, l.item_id",
      county_id, condition));
  auto order = orders.begin();
  while (rows.next()) {
    const std::int64_t order_id = rows.integer(2);
    order = std::find_if(order, orders.end(),
                         [&](const DailyOrder& one) { return one.order.order_id == order_id; });
    if (order == orders.end()) return;
    const std::int64_t item_id = rows.integer(3);
    order->order.lines.push_back({item_id, rows.quantity(4), rows.quantity(5), rows.price(6, 7),
                                  rows.money(8), rows.quantity(9), rows.money(10)});
    order->line_details.push_back(
        {order_id, item_id, rows.integer(11), rows.quantity(12), rows.text(13), rows.text(14)});
  }
}

std::vector<DailyOrder> select_orders(Connection& connection, std::int64_t county_id,
                                      const std::string& condition, std::string_view lock) {
  std::vector<DailyOrder> orders = select_heads(connection, county_id, condition, lock);
  if (!orders.empty()) add_lines(connection, county_id, condition, orders);
  return orders;
}

std::optional<DailyOrder> select_order(Connection& connection, std::int64_t county_id,
                                       const std::string& order_no, std::string_view lock) {
  std::vector<DailyOrder> orders =
      select_orders(connection, county_id, "o.order_no = " + connection.quoted(order_no), lock);
  if (orders.empty()) return std::nullopt;
  return std::move(orders.front());
}

void insert_line_details(Connection& connection, std::int64_t county_id,
                         const std::vector<DailyOrder>& orders) {
  BulkInsert insert(connection,
                    "purchase_order_line_detail (county_id, order_id, item_id, agreement_id,"
                    " needed_quantity, reason_code, note)");
  for (const DailyOrder& order : orders) {
    for (const OrderLineDetail& line : order.line_details) {
      insert.row(county_id, order.order.order_id, line.item_id, line.agreement_id,
                 line.needed_quantity, line.reason_code, line.note);
    }
  }
  insert.finish();
}

void insert_line_versions(Connection& connection, std::int64_t county_id,
                          const std::vector<DailyOrder>& orders) {
  BulkInsert insert(connection,
                    "purchase_order_line_version (county_id, order_id, version, item_id, packs,"
                    " pack_size, pack_price, pack_price_places, amount)");
  for (const DailyOrder& order : orders) {
    for (const PurchaseOrderLine& line : order.order.lines) {
      insert.row(county_id, order.order.order_id, order.detail.version, line.item_id, line.packs,
                 line.pack_size, line.pack_price, line.pack_price.places(), line.amount);
    }
  }
  insert.finish();
}

void save_details(Connection& connection, std::int64_t county_id,
                  const std::vector<DailyOrder>& orders) {
  BulkInsert insert(connection,
                    "purchase_order_detail (county_id, order_id, consolidation_id, version,"
                    " delivery_facility_id, distributor_id, ordered_on, expected_on, placed_at,"
                    " answered_at, created_by)",
                    "version = VALUES(version), delivery_facility_id ="
                    " VALUES(delivery_facility_id), distributor_id = VALUES(distributor_id),"
                    " expected_on = VALUES(expected_on), placed_at = VALUES(placed_at),"
                    " answered_at = VALUES(answered_at)");
  for (const DailyOrder& order : orders) {
    const OrderDetail& detail = order.detail;
    insert.row(county_id, order.order.order_id, detail.consolidation_id, detail.version,
               detail.delivery_facility_id, detail.distributor_id, detail.ordered_on,
               detail.expected_on, instant_or_null(detail.placed_at),
               instant_or_null(detail.answered_at), detail.created_by);
  }
  insert.finish();
}

void insert_steps(Connection& connection, const Recording& recording,
                  const std::vector<OrderStep>& steps) {
  BulkInsert insert(connection,
                    "purchase_order_step (county_id, order_id, version, action, state,"
                    " reason_code, note, actor, done_at)");
  for (const OrderStep& step : steps) {
    insert.row(recording.county_id, step.order_id, step.version,
               step.action ? to_string(*step.action) : std::string_view("create"),
               to_string(step.state), step.reason_code, step.note, recording.actor,
               to_string(recording.now));
  }
  insert.finish();
}

}  // namespace

std::optional<DailyOrder> lock_daily_order(Connection& connection, std::int64_t county_id,
                                           const std::string& order_no) {
  return select_order(connection, county_id, order_no, " FOR UPDATE");
}

std::optional<DailyOrder> find_daily_order(Connection& connection, std::int64_t county_id,
                                           const std::string& order_no) {
  return select_order(connection, county_id, order_no, "");
}

std::vector<DailyOrder> lock_orders_of_consolidation(Connection& connection, std::int64_t county_id,
                                                     std::int64_t consolidation_id) {
  return select_orders(connection, county_id,
                       "d.consolidation_id = " + std::to_string(consolidation_id), " FOR UPDATE");
}

std::vector<DailyOrder> load_orders_of_consolidation(Connection& connection, std::int64_t county_id,
                                                     std::int64_t consolidation_id) {
  return select_orders(connection, county_id,
                       "d.consolidation_id = " + std::to_string(consolidation_id), "");
}

std::vector<DailyOrder> lock_orders_of_cycle(Connection& connection, const CycleRef& cycle) {
  return select_orders(connection, cycle.county_id,
                       "o.cycle_id = " + std::to_string(cycle.cycle_id), " FOR UPDATE");
}

std::vector<RecordedOrderStep> load_order_steps(Connection& connection, std::int64_t county_id,
                                                std::int64_t order_id) {
  Rows rows = connection.query(
      fmt::format("SELECT version, action, state, reason_code, note, actor, done_at"
                  " FROM purchase_order_step WHERE county_id = {} AND order_id = {}"
                  " ORDER BY version",
                  county_id, order_id));
  std::vector<RecordedOrderStep> steps;
  while (rows.next()) {
    steps.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5),
                     rows.text(6), rows.text(7)});
  }
  return steps;
}

std::vector<OrderLineVersion> load_order_line_versions(Connection& connection,
                                                       std::int64_t county_id,
                                                       std::int64_t order_id) {
  Rows rows = connection.query(
      fmt::format("SELECT version, item_id, packs, pack_size, pack_price, pack_price_places, amount"
                  " FROM purchase_order_line_version WHERE county_id = {} AND order_id = {}"
                  " ORDER BY version, item_id",
                  county_id, order_id));
  std::vector<OrderLineVersion> lines;
  while (rows.next()) {
    lines.push_back({rows.integer(1), rows.integer(2), rows.quantity(3), rows.quantity(4),
                     rows.price(5, 6), rows.money(7)});
  }
  return lines;
}

void insert_daily_orders(Connection& connection, const Recording& recording, const CycleRef& cycle,
                         const std::vector<DailyOrder>& orders) {
  std::vector<PurchaseOrder> heads;
  std::vector<OrderStep> steps;
  for (const DailyOrder& order : orders) {
    heads.push_back(order.order);
    steps.push_back({order.order.order_id, order.detail.version, std::nullopt,
                     parse_order_state(order.order.state).value(), "", ""});
  }
  save_orders(connection, cycle, heads);
  save_details(connection, recording.county_id, orders);
  insert_line_details(connection, recording.county_id, orders);
  insert_line_versions(connection, recording.county_id, orders);
  insert_steps(connection, recording, steps);
}

void save_order_steps(Connection& connection, const Recording& recording,
                      const std::vector<DailyOrder>& orders, const std::vector<OrderStep>& steps) {
  BulkInsert heads(connection,
                   "purchase_order (county_id, order_id, cycle_id, order_no, supplier_id, state,"
                   " amount)",
                   "state = VALUES(state)");
  for (const DailyOrder& order : orders) {
    heads.row(recording.county_id, order.order.order_id, order.cycle.cycle_id, order.order.order_no,
              order.order.supplier_id, order.order.state, order.order.amount);
  }
  heads.finish();
  save_details(connection, recording.county_id, orders);
  insert_steps(connection, recording, steps);
}

void save_order_step(Connection& connection, const Recording& recording, const DailyOrder& order,
                     const OrderStep& step) {
  save_order_steps(connection, recording, {order}, {step});
}

void replace_order_lines(Connection& connection, std::int64_t county_id, const DailyOrder& order) {
  const std::string of_order =
      fmt::format("county_id = {} AND order_id = {}", county_id, order.order.order_id);
  connection.execute("DELETE FROM purchase_order_line WHERE " + of_order);
  connection.execute("DELETE FROM purchase_order_line_detail WHERE " + of_order);
  connection.execute(fmt::format("UPDATE purchase_order SET amount = {} WHERE {}",
                                 order.order.amount.to_string(), of_order));
  save_orders(connection, order.cycle, {order.order});
  insert_line_details(connection, county_id, {order});
  insert_line_versions(connection, county_id, {order});
}

}  // namespace wutong::inventory
