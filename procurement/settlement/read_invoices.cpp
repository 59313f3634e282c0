#include "procurement/settlement/read_invoices.h"

#include <fmt/format.h>

#include <map>

namespace wutong::procurement {

using inventory::Connection;
using inventory::Rows;

namespace {

std::vector<InvoiceLineView> load_lines(Connection& connection, std::int64_t county_id,
                                        std::int64_t invoice_id) {
  std::map<std::int64_t, InvoiceLineView> lines;
  for (auto& line : inventory::load_invoice_lines(connection, county_id, invoice_id)) {
    const std::int64_t line_no = line.line_no;
    lines[line_no].line = std::move(line);
  }
  Rows rows = connection.query(fmt::format(
      "SELECT m.line_no, m.outcome, m.rule, m.expected, m.found, m.payable_amount,"
      " COALESCE(c.quantity, 0), COALESCE(c.amount, 0.00) FROM invoice_line_match m LEFT JOIN"
      " (SELECT line_no, SUM(quantity) AS quantity, SUM(amount) AS amount FROM invoice_credit"
      " WHERE county_id = {0} AND invoice_id = {1} GROUP BY line_no) c ON c.line_no = m.line_no"
      " WHERE m.county_id = {0} AND m.invoice_id = {1}",
      county_id, invoice_id));
  while (rows.next()) {
    InvoiceLineView& view = lines[rows.integer(1)];
    view.outcome = parse_match_outcome(rows.text(2));
    view.rule = parse_match_rule(rows.text(3)).value();
    view.expected = rows.text(4);
    view.found = rows.text(5);
    view.payable = rows.money(6);
    view.credited_quantity = rows.quantity(7);
    view.credited_amount = rows.money(8);
  }
  std::vector<InvoiceLineView> list;
  for (auto& [line_no, view] : lines) list.push_back(std::move(view));
  return list;
}

InvoiceCaseView case_in(const Rows& rows) {
  InvoiceCaseView view;
  view.case_id = rows.integer(1);
  view.line_no = rows.integer(2);
  view.outcome = parse_match_outcome(rows.text(3)).value();
  view.rule = parse_match_rule(rows.text(4)).value();
  view.expected = rows.text(5);
  view.found = rows.text(6);
  if (!rows.is_null(7)) view.policy_document = rows.text(7);
  view.opened_by = rows.text(8);
  view.opened_at = rows.text(9);
  if (rows.is_null(10)) return view;
  view.way_out = parse_way_out(rows.text(10));
  view.reason = rows.text(11);
  if (!rows.is_null(12)) view.corrected_price = rows.price(12, 13);
  view.settled_by = rows.text(14);
  view.settled_at = rows.text(15);
  return view;
}

std::vector<InvoiceCaseView> load_cases(Connection& connection, std::int64_t county_id,
                                        std::int64_t invoice_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.case_id, c.line_no, c.outcome, c.rule, c.expected, c.found, p.document_no,"
      " c.opened_by, c.opened_at, s.way_out, s.reason, s.corrected_price,"
      " s.corrected_price_places, s.settled_by, s.settled_at FROM invoice_case c"
      " LEFT JOIN invoice_case_settlement s ON s.county_id = c.county_id AND s.case_id = c.case_id"
      " LEFT JOIN policy_set p ON p.county_id = c.county_id AND p.policy_set_id = c.policy_set_id"
      " WHERE c.county_id = {} AND c.invoice_id = {} ORDER BY c.case_id",
      county_id, invoice_id));
  std::vector<InvoiceCaseView> cases;
  while (rows.next()) cases.push_back(case_in(rows));
  return cases;
}

}  // namespace

std::optional<InvoiceView> show_invoice(Connection& connection, std::int64_t county_id,
                                        std::int64_t invoice_id) {
  auto head =
      inventory::load_invoice(connection, county_id, invoice_id, inventory::InvoiceLock::none);
  if (!head) return std::nullopt;
  return InvoiceView{std::move(*head), load_lines(connection, county_id, invoice_id),
                     load_cases(connection, county_id, invoice_id)};
}

}  // namespace wutong::procurement
