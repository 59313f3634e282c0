#include "inventory/tables/supplier_return_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::vector<SupplierReturn> select_heads(Connection& connection, std::int64_t county_id,
                                         const std::string& condition) {
  Rows rows = connection.query(fmt::format(
      "SELECT t.return_id, t.return_no, t.cycle_id, t.receipt_id, o.order_no, t.supplier_id,"
      " t.state, t.version, t.reason, t.amount, t.created_by, t.sent_on, t.credit_note_id"
      " FROM supplier_return t"
      " JOIN receipt r ON r.county_id = t.county_id AND r.receipt_id = t.receipt_id"
      " JOIN purchase_order o ON o.county_id = r.county_id AND o.order_id = r.order_id"
      " WHERE t.county_id = {} AND {}",
      county_id, condition));
  std::vector<SupplierReturn> returns;
  while (rows.next()) {
    SupplierReturn one{rows.integer(1),
                       rows.text(2),
                       rows.integer(3),
                       rows.integer(4),
                       rows.text(5),
                       rows.integer(6),
                       parse_return_state(rows.text(7)).value(),
                       rows.integer(8),
                       rows.text(9),
                       rows.money(10),
                       rows.text(11),
                       std::nullopt,
                       std::nullopt,
                       {}};
    if (!rows.is_null(12)) one.sent_on = rows.date(12);
    if (!rows.is_null(13)) one.credit_note_id = rows.integer(13);
    returns.push_back(std::move(one));
  }
  return returns;
}

std::optional<SupplierReturn> select_return(Connection& connection, std::int64_t county_id,
                                            const std::string& return_no, std::string_view lock) {
  auto returns = select_heads(
      connection, county_id, fmt::format("t.return_no = {}{}", connection.quoted(return_no), lock));
  if (returns.empty()) return std::nullopt;
  Rows rows = connection.query(fmt::format(
      "SELECT l.item_id, l.lot_id, lot.lot_no, l.quantity, l.amount, l.net_amount, l.vat_amount"
      " FROM supplier_return_line l"
      " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
      " WHERE l.county_id = {} AND l.return_id = {} ORDER BY l.item_id, l.lot_id",
      county_id, returns.front().return_id));
  while (rows.next()) {
    returns.front().lines.push_back({rows.integer(1), rows.integer(2), rows.text(3),
                                     rows.quantity(4), rows.money(5), rows.money(6),
                                     rows.money(7)});
  }
  return std::move(returns.front());
}

void save_lines(Connection& connection, std::int64_t county_id, const SupplierReturn& made) {
  BulkInsert lines(connection,
                   "supplier_return_line (county_id, return_id, item_id, lot_id, quantity, amount,"
                   " net_amount, vat_amount)",
                   "amount = VALUES(amount), net_amount = VALUES(net_amount),"
                   " vat_amount = VALUES(vat_amount)");
  for (const SupplierReturnLine& line : made.lines) {
    lines.row(county_id, made.return_id, line.item_id, line.lot_id, line.quantity, line.amount,
              line.net, line.vat);
  }
  lines.finish();
}

}  // namespace

void insert_return(Connection& connection, const Recording& recording, const SupplierReturn& made) {
  BulkInsert head(connection,
                  "supplier_return (county_id, return_id, return_no, cycle_id, receipt_id,"
                  " supplier_id, state, version, reason, amount, created_by, created_at, sent_on,"
                  " credit_note_id)");
  head.row(recording.county_id, made.return_id, made.return_no, made.cycle_id, made.receipt_id,
           made.supplier_id, to_string(made.state), made.version, made.reason, made.amount,
           recording.actor, to_string(recording.now), made.sent_on, made.credit_note_id);
  head.finish();
  save_lines(connection, recording.county_id, made);
}

void save_return(Connection& connection, std::int64_t county_id, const SupplierReturn& made) {
  connection.execute(fmt::format(
      "UPDATE supplier_return SET cycle_id = {}, state = '{}', version = {}, amount = {},"
      " sent_on = {}, credit_note_id = {} WHERE county_id = {} AND return_id = {}",
      made.cycle_id, to_string(made.state), made.version, made.amount.to_string(),
      made.sent_on ? "'" + to_string(*made.sent_on) + "'" : "NULL",
      made.credit_note_id ? std::to_string(*made.credit_note_id) : "NULL", county_id,
      made.return_id));
  save_lines(connection, county_id, made);
}

std::optional<SupplierReturn> find_return(Connection& connection, std::int64_t county_id,
                                          const std::string& return_no) {
  return select_return(connection, county_id, return_no, "");
}

std::optional<SupplierReturn> lock_return(Connection& connection, std::int64_t county_id,
                                          const std::string& return_no) {
  return select_return(connection, county_id, return_no, " FOR UPDATE");
}

std::optional<ReturnableReceipt> lock_receipt(Connection& connection, std::int64_t county_id,
                                              std::int64_t receipt_id) {
  ReturnableReceipt receipt;
  {
    Rows head = connection.query(fmt::format(
        "SELECT r.receipt_id, o.order_no, o.supplier_id FROM receipt r"
        " JOIN purchase_order o ON o.county_id = r.county_id AND o.order_id = r.order_id"
        " WHERE r.county_id = {} AND r.receipt_id = {} FOR UPDATE",
        county_id, receipt_id));
    if (!head.next()) return std::nullopt;
    receipt = {head.integer(1), head.text(2), head.integer(3), 0, {}};
  }
  receipt.returns =
      connection
          .query_integer(fmt::format(
              "SELECT COUNT(*) FROM supplier_return WHERE county_id = {} AND receipt_id = {}",
              county_id, receipt_id))
          .value_or(0);
  Rows rows = connection.query(fmt::format(
      "SELECT l.item_id, l.lot_id, lot.lot_no, l.quantity, l.amount, l.net_amount,"
      " COALESCE(SUM(b.quantity), 0), COALESCE(SUM(b.amount), 0.00),"
      " COALESCE(SUM(b.net_amount), 0.00) FROM receipt_line l"
      " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
      " LEFT JOIN (SELECT t.county_id, t.receipt_id, m.item_id, m.lot_id, m.quantity, m.amount,"
      " m.net_amount FROM supplier_return t JOIN supplier_return_line m ON"
      " m.county_id = t.county_id AND m.return_id = t.return_id"
      " WHERE t.county_id = {} AND t.receipt_id = {} AND t.state <> 'created') b"
      " ON b.item_id = l.item_id AND b.lot_id = l.lot_id"
      " WHERE l.county_id = {} AND l.receipt_id = {}"
      " GROUP BY l.item_id, l.lot_id, lot.lot_no, l.quantity, l.amount, l.net_amount"
      " ORDER BY l.item_id, l.lot_id",
      county_id, receipt_id, county_id, receipt_id));
  while (rows.next()) {
    receipt.lines.push_back({rows.integer(1), rows.integer(2), rows.text(3), rows.quantity(4),
                             rows.money(5), rows.money(6), rows.quantity(7), rows.money(8),
                             rows.money(9)});
  }
  return receipt;
}

std::vector<CreditedLine> load_credited(Connection& connection, std::int64_t county_id,
                                        std::int64_t receipt_id, std::int64_t credit_note_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT item_id, lot_id, SUM(quantity) FROM receipt_return WHERE county_id = {} AND"
      " receipt_id = {} AND document_id = {} GROUP BY item_id, lot_id ORDER BY item_id, lot_id",
      county_id, receipt_id, credit_note_id));
  std::vector<CreditedLine> lines;
  while (rows.next()) lines.push_back({rows.integer(1), rows.integer(2), rows.quantity(3)});
  return lines;
}

std::vector<SupplierReturn> list_returns(Connection& connection, std::int64_t county_id,
                                         const ReturnFilter& filter) {
  std::string condition = fmt::format("t.return_id > {}", filter.after_id);
  if (filter.supplier_id) condition += fmt::format(" AND t.supplier_id = {}", *filter.supplier_id);
  if (!filter.state.empty()) condition += " AND t.state = " + connection.quoted(filter.state);
  return select_heads(connection, county_id,
                      condition + fmt::format(" ORDER BY t.return_id LIMIT {}", filter.at_most));
}

}  // namespace wutong::inventory
