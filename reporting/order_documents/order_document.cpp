#include "reporting/order_documents/order_document.h"

#include <fmt/format.h>

namespace wutong::reporting {

using inventory::Connection;
using inventory::Rows;

namespace {

std::optional<inventory::Date> optional_date(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.date(column);
}

std::string text_or_empty(const Rows& rows, unsigned column) {
  return rows.is_null(column) ? std::string() : rows.text(column);
}

OrderDocument read_head(const Rows& rows) {
  OrderDocument order;
  order.order_id = rows.integer(1);
  order.order_no = rows.text(2);
  order.period = rows.text(3);
  order.state = rows.text(4);
  order.amount = rows.money(5);
  order.supplier = {rows.text(6), rows.text(7)};
  order.buyer = {rows.text(8), rows.text(9)};
  if (!rows.is_null(10)) order.version = rows.integer(10);
  order.delivery_site =
      rows.is_null(11) ? order.buyer : DocumentParty{rows.text(11), rows.text(12)};
  if (!rows.is_null(13)) order.distributor = {rows.text(13), rows.text(14)};
  order.ordered_on = optional_date(rows, 15);
  order.expected_on = optional_date(rows, 16);
  order.approved_by = text_or_empty(rows, 17);
  return order;
}

/// Who approved the lines as they stand now: "user:li" is li.
constexpr std::string_view approvers =
    "(SELECT GROUP_CONCAT(SUBSTRING_INDEX(t.actor, ':', -1) ORDER BY t.version SEPARATOR ', ')"
    " FROM purchase_order_step t WHERE t.county_id = o.county_id AND t.order_id = o.order_id"
    " AND t.action = 'approve' AND t.version > (SELECT COALESCE(MAX(g.version), 0)"
    "  FROM purchase_order_step g WHERE g.county_id = o.county_id AND g.order_id = o.order_id"
    "  AND g.action = 'change'))";

std::vector<OrderDocumentLine> load_lines(Connection& connection, std::int64_t county_id,
                                          std::int64_t order_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT i.code, i.generic_name, i.trade_name, i.form, i.strength, i.manufacturer,"
      " i.approval_no, i.base_unit, l.packs, l.pack_size, l.pack_price, l.pack_price_places,"
      " l.amount, i.vat_rate, i.vat_rate_places"
      " FROM purchase_order_line l"
      " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
      " WHERE l.county_id = {} AND l.order_id = {} ORDER BY i.code",
      county_id, order_id));
  std::vector<OrderDocumentLine> lines;
  while (rows.next()) {
    const pricing::UnitPrice rate = rows.price(14, 15);
    OrderDocumentLine line{rows.text(1),
                           rows.text(2),
                           rows.text(3),
                           rows.text(4),
                           rows.text(5),
                           rows.text(6),
                           rows.text(7),
                           rows.text(8),
                           rows.quantity(9),
                           rows.quantity(10),
                           rows.price(11, 12),
                           rows.money(13),
                           pricing::VatRate::of_micros(rate.micros(), rate.places()),
                           {}};
    line.vat = pricing::split_vat(line.amount, line.vat_rate);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::optional<OrderDocument> load_order_document(Connection& connection, std::int64_t county_id,
                                                 const std::string& order_no,
                                                 std::optional<std::int64_t> supplier_id) {
  std::optional<OrderDocument> order;
  {
    const std::string own =
        supplier_id
            ? fmt::format(" AND (o.supplier_id = {0} OR d.distributor_id = {0})", *supplier_id)
            : std::string();
    Rows rows = connection.query(fmt::format(
        "SELECT o.order_id, o.order_no, c.period, o.state, o.amount, s.code, s.name, b.code,"
        " b.name, d.version, f.code, f.name, p.code, p.name, d.ordered_on, d.expected_on, {}"
        " FROM purchase_order o"
        " JOIN procurement_cycle c ON c.county_id = o.county_id AND c.cycle_id = o.cycle_id"
        " JOIN supplier s ON s.county_id = o.county_id AND s.supplier_id = o.supplier_id"
        " JOIN facility b ON b.county_id = o.county_id AND b.kind = 'centre'"
        " LEFT JOIN purchase_order_detail d ON d.county_id = o.county_id"
        "  AND d.order_id = o.order_id"
        " LEFT JOIN facility f ON f.county_id = d.county_id"
        "  AND f.facility_id = d.delivery_facility_id"
        " LEFT JOIN supplier p ON p.county_id = d.county_id AND p.supplier_id = d.distributor_id"
        " WHERE o.county_id = {} AND o.order_no = {}{}",
        approvers, county_id, connection.quoted(order_no), own));
    while (rows.next()) order = read_head(rows);
  }
  if (!order) return std::nullopt;
  order->lines = load_lines(connection, county_id, order->order_id);
  return order;
}

}  // namespace wutong::reporting
