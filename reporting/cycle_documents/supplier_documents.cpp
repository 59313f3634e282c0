#include "reporting/cycle_documents/supplier_documents.h"

#include <fmt/format.h>

#include "reporting/cycle_documents/document_condition.h"

namespace wutong::reporting {

using inventory::Connection;
using inventory::Rows;

namespace {

/// An id of 63 bits in twenty digits, so that its text is ordered as it is.
constexpr std::string_view receipt_key = "LPAD(r.receipt_id, 20, '0')";

constexpr std::string_view select_receipts =
    "SELECT r.receipt_id, o.order_no, c.period, s.code, r.received_on, r.amount FROM receipt r"
    " JOIN purchase_order o ON o.county_id = r.county_id AND o.order_id = r.order_id"
    " JOIN procurement_cycle c ON c.county_id = o.county_id AND c.cycle_id = o.cycle_id"
    " JOIN supplier s ON s.county_id = o.county_id AND s.supplier_id = o.supplier_id"
    " WHERE r.county_id = ";

ReceiptRow read_receipt(const Rows& rows) {
  return {rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.date(5), rows.money(6)};
}

std::string of_supplier(std::optional<std::int64_t> supplier_id) {
  return supplier_id ? fmt::format(" AND o.supplier_id = {}", *supplier_id) : std::string();
}

}  // namespace

std::vector<AwardRow> list_awards(Connection& connection, std::int64_t county_id,
                                  const DocumentFilter& filter) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.period, i.code, i.generic_name, s.code, a.pack_price, a.pack_price_places, a.packs,"
      " a.reason FROM award a"
      " JOIN procurement_cycle c ON c.county_id = a.county_id AND c.cycle_id = a.cycle_id"
      " JOIN item i ON i.county_id = a.county_id AND i.item_id = a.item_id"
      " JOIN supplier s ON s.county_id = a.county_id AND s.supplier_id = a.supplier_id"
      " WHERE a.county_id = {}{}",
      county_id,
      page_condition(connection, filter,
                     {"c.period", "a.supplier_id", "", {"c.period", "i.code", "s.code"}})));
  std::vector<AwardRow> awards;
  while (rows.next()) {
    awards.push_back({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.price(5, 6),
                      rows.integer(7), rows.text(8)});
  }
  return awards;
}

std::vector<OrderLineRow> load_order_lines(Connection& connection, std::int64_t county_id,
                                           std::int64_t order_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT i.code, i.generic_name, l.packs, l.pack_size, l.pack_price, l.pack_price_places,"
      " l.amount, l.accepted_quantity, l.received_amount FROM purchase_order_line l"
      " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
      " WHERE l.county_id = {} AND l.order_id = {} ORDER BY i.code",
      county_id, order_id));
  std::vector<OrderLineRow> lines;
  while (rows.next()) {
    lines.push_back({rows.text(1), rows.text(2), rows.integer(3), rows.quantity(4),
                     rows.price(5, 6), rows.money(7), rows.quantity(8), rows.money(9)});
  }
  return lines;
}

std::vector<ReceiptRow> list_receipts(Connection& connection, std::int64_t county_id,
                                      const DocumentFilter& filter) {
  Rows rows = connection.query(
      fmt::format("{}{}{}", select_receipts, county_id,
                  page_condition(connection, filter,
                                 {"c.period", "o.supplier_id", "", {"o.order_no", receipt_key}})));
  std::vector<ReceiptRow> receipts;
  while (rows.next()) receipts.push_back(read_receipt(rows));
  return receipts;
}

std::optional<ReceiptRow> find_receipt(Connection& connection, std::int64_t county_id,
                                       std::int64_t receipt_id,
                                       std::optional<std::int64_t> supplier_id) {
  Rows rows = connection.query(fmt::format("{}{} AND r.receipt_id = {}{}", select_receipts,
                                           county_id, receipt_id, of_supplier(supplier_id)));
  std::optional<ReceiptRow> found;
  while (rows.next()) found = read_receipt(rows);
  return found;
}

std::vector<ReceiptLineRow> load_receipt_lines(Connection& connection, std::int64_t county_id,
                                               std::int64_t receipt_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT i.code, lot.lot_no, lot.expires_on, l.quantity, l.amount, l.net_amount, l.vat_amount"
      " FROM receipt_line l JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
      " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
      " WHERE l.county_id = {} AND l.receipt_id = {}"
      " ORDER BY i.code, lot.lot_no, lot.expires_on, l.lot_id",
      county_id, receipt_id));
  std::vector<ReceiptLineRow> lines;
  while (rows.next()) {
    lines.push_back({rows.text(1), rows.text(2), rows.date(3), rows.quantity(4), rows.money(5),
                     rows.money(6), rows.money(7)});
  }
  return lines;
}

std::vector<SupplierStatementRow> list_supplier_statements(Connection& connection,
                                                           std::int64_t county_id,
                                                           const DocumentFilter& filter) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.period, s.code, s.name, t.received_amount, t.net_amount, t.vat_amount"
      " FROM supplier_statement t"
      " JOIN procurement_cycle c ON c.county_id = t.county_id AND c.cycle_id = t.cycle_id"
      " JOIN supplier s ON s.county_id = t.county_id AND s.supplier_id = t.supplier_id"
      " WHERE t.county_id = {}{}",
      county_id,
      page_condition(connection, filter,
                     {"c.period", "t.supplier_id", "", {"c.period", "s.code"}})));
  std::vector<SupplierStatementRow> statements;
  while (rows.next()) {
    statements.push_back(
        {rows.text(1), rows.text(2), rows.text(3), rows.money(4), rows.money(5), rows.money(6)});
  }
  return statements;
}

}  // namespace wutong::reporting
