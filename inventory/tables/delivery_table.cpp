#include "inventory/tables/delivery_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::optional<std::int64_t> integer_or_null(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.integer(column);
}

std::vector<Delivery> select_heads(Connection& connection, std::int64_t county_id,
                                   const std::string& condition) {
  Rows rows = connection.query(fmt::format(
      "SELECT d.delivery_id, d.delivery_no, d.order_id, o.order_no, o.supplier_id, d.notice_id,"
      " d.facility_id, d.delivery_note_no, d.state, d.version, d.received_by, d.received_on,"
      " d.inspected_by, d.receipt_id, d.shipment_id FROM delivery d"
      " JOIN purchase_order o ON o.county_id = d.county_id AND o.order_id = d.order_id"
      " WHERE d.county_id = {} AND {}",
      county_id, condition));
  std::vector<Delivery> deliveries;
  while (rows.next()) {
    deliveries.push_back({rows.integer(1),
                          rows.text(2),
                          rows.integer(3),
                          rows.text(4),
                          rows.integer(5),
                          integer_or_null(rows, 6),
                          rows.integer(7),
                          rows.text(8),
                          parse_delivery_state(rows.text(9)).value(),
                          rows.integer(10),
                          rows.text(11),
                          rows.date(12),
                          rows.text(13),
                          integer_or_null(rows, 14),
                          integer_or_null(rows, 15),
                          {}});
  }
  return deliveries;
}

void add_lines(Connection& connection, std::int64_t county_id, Delivery& delivery) {
  Rows rows = connection.query(fmt::format(
      "SELECT line_no, item_id, lot_no, made_on, expires_on, quantity, approval_no,"
      " package_condition, coldest_tenths, warmest_tenths, accepted_quantity, reason, note"
      " FROM delivery_line WHERE county_id = {} AND delivery_id = {} ORDER BY line_no",
      county_id, delivery.delivery_id));
  while (rows.next()) {
    DeliveryLine line;
    line.line_no = rows.integer(1);
    line.item_id = rows.integer(2);
    line.lot_no = rows.text(3);
    if (!rows.is_null(4)) line.made_on = rows.date(4);
    line.expires_on = rows.date(5);
    line.quantity = rows.quantity(6);
    line.approval_no = rows.text(7);
    line.is_damaged = rows.text(8) == "damaged";
    line.coldest_tenths = integer_or_null(rows, 9);
    line.warmest_tenths = integer_or_null(rows, 10);
    line.accepted = rows.optional_quantity(11);
    line.reason = parse_rejection_reason(rows.text(12));
    line.note = rows.text(13);
    delivery.lines.push_back(std::move(line));
  }
  Rows codes = connection.query(
      fmt::format("SELECT line_no, code FROM trace_code WHERE county_id = {} AND delivery_id = {}"
                  " ORDER BY line_no, code",
                  county_id, delivery.delivery_id));
  auto line = delivery.lines.begin();
  while (codes.next()) {
    const std::int64_t line_no = codes.integer(1);
    while (line != delivery.lines.end() && line->line_no < line_no) ++line;
    if (line != delivery.lines.end()) line->trace_codes.push_back(codes.text(2));
  }
}

std::optional<Delivery> select_delivery(Connection& connection, std::int64_t county_id,
                                        const std::string& delivery_no, std::string_view lock) {
  std::vector<Delivery> deliveries =
      select_heads(connection, county_id,
                   fmt::format("d.delivery_no = {}{}", connection.quoted(delivery_no), lock));
  if (deliveries.empty()) return std::nullopt;
  add_lines(connection, county_id, deliveries.front());
  return std::move(deliveries.front());
}

std::string shown(const std::optional<std::int64_t>& id) {
  return id ? std::to_string(*id) : "NULL";
}

void save_lines(Connection& connection, std::int64_t county_id, const Delivery& delivery) {
  BulkInsert lines(connection,
                   "delivery_line (county_id, delivery_id, line_no, item_id, lot_no, made_on,"
                   " expires_on, quantity, approval_no, package_condition, coldest_tenths,"
                   " warmest_tenths, accepted_quantity, reason, note)",
                   "accepted_quantity = VALUES(accepted_quantity), reason = VALUES(reason),"
                   " note = VALUES(note)");
  for (const DeliveryLine& line : delivery.lines) {
    lines.row(county_id, delivery.delivery_id, line.line_no, line.item_id, line.lot_no,
              line.made_on, line.expires_on, line.quantity, line.approval_no,
              line.is_damaged ? "damaged" : "intact", line.coldest_tenths, line.warmest_tenths,
              line.accepted, line.reason ? to_string(*line.reason) : std::string_view(), line.note);
  }
  lines.finish();
}

}  // namespace

void insert_delivery(Connection& connection, const Recording& recording, const Delivery& delivery) {
  BulkInsert head(connection,
                  "delivery (county_id, delivery_id, delivery_no, order_id, notice_id, facility_id,"
                  " delivery_note_no, state, version, received_by, received_on, recorded_at,"
                  " inspected_by, inspected_at, receipt_id, shipment_id)");
  head.row(recording.county_id, delivery.delivery_id, delivery.delivery_no, delivery.order_id,
           delivery.notice_id, delivery.facility_id, delivery.delivery_note_no,
           to_string(delivery.state), delivery.version, delivery.received_by, delivery.received_on,
           to_string(recording.now), "", std::nullopt, std::nullopt, std::nullopt);
  head.finish();
  save_lines(connection, recording.county_id, delivery);
  BulkInsert codes(connection, "trace_code (county_id, code, delivery_id, line_no)");
  for (const DeliveryLine& line : delivery.lines) {
    for (const std::string& code : line.trace_codes) {
      codes.row(recording.county_id, code, delivery.delivery_id, line.line_no);
    }
  }
  codes.finish();
}

void save_delivery_state(Connection& connection, std::int64_t county_id, const Delivery& delivery) {
  connection.execute(fmt::format(
      "UPDATE delivery SET state = '{}', version = {}, inspected_by = {}, receipt_id = {},"
      " shipment_id = {} WHERE county_id = {} AND delivery_id = {}",
      to_string(delivery.state), delivery.version, connection.quoted(delivery.inspected_by),
      shown(delivery.receipt_id), shown(delivery.shipment_id), county_id, delivery.delivery_id));
}

void save_inspection(Connection& connection, const Recording& recording, const Delivery& delivery) {
  save_delivery_state(connection, recording.county_id, delivery);
  connection.execute(fmt::format(
      "UPDATE delivery SET inspected_at = '{}' WHERE county_id = {} AND delivery_id = {}",
      to_string(recording.now), recording.county_id, delivery.delivery_id));
  save_lines(connection, recording.county_id, delivery);
}

std::optional<Delivery> find_delivery(Connection& connection, std::int64_t county_id,
                                      const std::string& delivery_no) {
  return select_delivery(connection, county_id, delivery_no, "");
}

std::optional<Delivery> lock_delivery(Connection& connection, std::int64_t county_id,
                                      const std::string& delivery_no) {
  return select_delivery(connection, county_id, delivery_no, " FOR UPDATE");
}

std::int64_t count_deliveries(Connection& connection, std::int64_t county_id,
                              std::int64_t order_id) {
  return connection
      .query_integer(
          fmt::format("SELECT COUNT(*) FROM delivery WHERE county_id = {} AND order_id = {}",
                      county_id, order_id))
      .value_or(0);
}

std::string delivery_with_note(Connection& connection, std::int64_t county_id,
                               std::int64_t order_id, const std::string& delivery_note_no) {
  return connection
      .query_text(fmt::format("SELECT delivery_no FROM delivery WHERE county_id = {} AND"
                              " order_id = {} AND delivery_note_no = {}",
                              county_id, order_id, connection.quoted(delivery_note_no)))
      .value_or("");
}

std::vector<std::string> uninspected_deliveries(Connection& connection, std::int64_t county_id,
                                                std::int64_t cycle_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT d.delivery_no FROM delivery d"
      " JOIN purchase_order o ON o.county_id = d.county_id AND o.order_id = d.order_id"
      " WHERE d.county_id = {} AND o.cycle_id = {} AND d.state = 'recorded' ORDER BY d.delivery_no",
      county_id, cycle_id));
  std::vector<std::string> numbers;
  while (rows.next()) numbers.push_back(rows.text(1));
  return numbers;
}

std::vector<Delivery> list_deliveries(Connection& connection, std::int64_t county_id,
                                      const DeliveryFilter& filter) {
  std::string condition = fmt::format("d.delivery_id > {}", filter.after_id);
  if (filter.supplier_id) condition += fmt::format(" AND o.supplier_id = {}", *filter.supplier_id);
  if (!filter.facility_ids.empty()) {
    condition += fmt::format(" AND d.facility_id IN ({})", fmt::join(filter.facility_ids, ","));
  }
  if (!filter.order_no.empty()) {
    condition += " AND o.order_no = " + connection.quoted(filter.order_no);
  }
  if (!filter.state.empty()) condition += " AND d.state = " + connection.quoted(filter.state);
  return select_heads(connection, county_id,
                      condition + fmt::format(" ORDER BY d.delivery_id LIMIT {}", filter.at_most));
}

}  // namespace wutong::inventory
