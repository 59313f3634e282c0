#include "reporting/cycle_documents/member_documents.h"

#include <fmt/format.h>

#include "reporting/cycle_documents/document_condition.h"

namespace wutong::reporting {

using inventory::Connection;
using inventory::Rows;

namespace {

constexpr std::string_view select_shipments =
    "SELECT h.shipment_id, h.facility_id, h.shipment_no, c.period, f.code, h.amount FROM shipment h"
    " JOIN procurement_cycle c ON c.county_id = h.county_id AND c.cycle_id = h.cycle_id"
    " JOIN facility f ON f.county_id = h.county_id AND f.facility_id = h.facility_id"
    " WHERE h.county_id = ";

ShipmentRow read_shipment(const Rows& rows) {
  return {rows.integer(1), rows.integer(2), rows.text(3),
          rows.text(4),    rows.text(5),    rows.money(6)};
}

}  // namespace

std::vector<ShipmentRow> list_shipments(Connection& connection, std::int64_t county_id,
                                        const DocumentFilter& filter) {
  Rows rows = connection.query(fmt::format(
      "{}{}{}", select_shipments, county_id,
      page_condition(connection, filter, {"c.period", "", "h.facility_id", {"h.shipment_no"}})));
  std::vector<ShipmentRow> shipments;
  while (rows.next()) shipments.push_back(read_shipment(rows));
  return shipments;
}

std::optional<ShipmentRow> find_shipment(Connection& connection, std::int64_t county_id,
                                         const std::string& shipment_no) {
  Rows rows = connection.query(fmt::format("{}{} AND h.shipment_no = {}", select_shipments,
                                           county_id, connection.quoted(shipment_no)));
  std::optional<ShipmentRow> found;
  while (rows.next()) found = read_shipment(rows);
  return found;
}

std::vector<ShipmentLineRow> load_shipment_lines(Connection& connection, std::int64_t county_id,
                                                 std::int64_t shipment_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT i.code, i.generic_name, lot.lot_no, lot.expires_on, l.quantity, l.amount"
      " FROM shipment_line l JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
      " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
      " WHERE l.county_id = {} AND l.shipment_id = {}"
      " ORDER BY i.code, lot.lot_no, lot.expires_on, l.lot_id",
      county_id, shipment_id));
  std::vector<ShipmentLineRow> lines;
  while (rows.next()) {
    lines.push_back(
        {rows.text(1), rows.text(2), rows.text(3), rows.date(4), rows.quantity(5), rows.money(6)});
  }
  return lines;
}

std::vector<ShortageRow> list_shortages(Connection& connection, std::int64_t county_id,
                                        const DocumentFilter& filter) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.period, i.code, i.generic_name, f.code, t.requested, t.supplied, t.reason"
      " FROM shortage t"
      " JOIN procurement_cycle c ON c.county_id = t.county_id AND c.cycle_id = t.cycle_id"
      " JOIN item i ON i.county_id = t.county_id AND i.item_id = t.item_id"
      " JOIN facility f ON f.county_id = t.county_id AND f.facility_id = t.facility_id"
      " WHERE t.county_id = {}{}",
      county_id,
      page_condition(connection, filter,
                     {"c.period", "", "t.facility_id", {"c.period", "i.code", "f.code"}})));
  std::vector<ShortageRow> shortages;
  while (rows.next()) {
    shortages.push_back({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.quantity(5),
                         rows.quantity(6), rows.text(7)});
  }
  return shortages;
}

std::vector<MemberStatementRow> list_member_statements(Connection& connection,
                                                       std::int64_t county_id,
                                                       const DocumentFilter& filter) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.period, f.code, f.name, t.shipped_amount FROM member_statement t"
      " JOIN procurement_cycle c ON c.county_id = t.county_id AND c.cycle_id = t.cycle_id"
      " JOIN facility f ON f.county_id = t.county_id AND f.facility_id = t.facility_id"
      " WHERE t.county_id = {}{}",
      county_id,
      page_condition(connection, filter,
                     {"c.period", "", "t.facility_id", {"c.period", "f.code"}})));
  std::vector<MemberStatementRow> statements;
  while (rows.next()) {
    statements.push_back({rows.text(1), rows.text(2), rows.text(3), rows.money(4)});
  }
  return statements;
}

}  // namespace wutong::reporting
