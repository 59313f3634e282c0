#include "inventory/tables/purchase_order_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

PurchaseOrderLine line_in(const Rows& rows) {
  return {rows.integer(6), rows.quantity(7),  rows.quantity(8), rows.price(9, 10),
          rows.money(11),  rows.quantity(12), rows.money(13)};
}

}  // namespace

std::vector<PurchaseOrder> load_orders(Connection& connection, const CycleRef& cycle) {
  Rows rows = connection.query(fmt::format(
      "SELECT o.order_id, o.order_no, o.supplier_id, o.state, o.amount, l.item_id, l.packs,"
      " l.pack_size, l.pack_price, l.pack_price_places, l.amount, l.accepted_quantity,"
      " l.received_amount FROM purchase_order o JOIN purchase_order_line l"
      " ON l.county_id = o.county_id AND l.order_id = o.order_id"
      " WHERE o.county_id = {} AND o.cycle_id = {} ORDER BY o.order_no, l.item_id",
      cycle.county_id, cycle.cycle_id));
  std::vector<PurchaseOrder> orders;
  while (rows.next()) {
    const std::int64_t order_id = rows.integer(1);
    if (orders.empty() || orders.back().order_id != order_id) {
      orders.push_back({order_id, rows.text(2), rows.integer(3), rows.text(4), rows.money(5), {}});
    }
    orders.back().lines.push_back(line_in(rows));
  }
  return orders;
}

void save_orders(Connection& connection, const CycleRef& cycle,
                 const std::vector<PurchaseOrder>& orders) {
  BulkInsert heads(connection,
                   "purchase_order (county_id, order_id, cycle_id, order_no, supplier_id, state,"
                   " amount)",
                   "state = VALUES(state)");
  BulkInsert lines(
      connection,
      "purchase_order_line (county_id, order_id, item_id, packs, pack_size, pack_price,"
      " pack_price_places, amount, accepted_quantity, received_amount)",
      "accepted_quantity = VALUES(accepted_quantity),"
      " received_amount = VALUES(received_amount)");
  for (const PurchaseOrder& order : orders) {
    heads.row(cycle.county_id, order.order_id, cycle.cycle_id, order.order_no, order.supplier_id,
              order.state, order.amount);
    for (const PurchaseOrderLine& line : order.lines) {
      lines.row(cycle.county_id, order.order_id, line.item_id, line.packs, line.pack_size,
                line.pack_price, line.pack_price.places(), line.amount, line.accepted_quantity,
                line.received_amount);
    }
  }
  heads.finish();
  lines.finish();
}

}  // namespace wutong::inventory
