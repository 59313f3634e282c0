#include "procurement/settlement/match_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wutong::procurement {

using inventory::Connection;
using inventory::Rows;
using inventory::StoredInvoice;
using pricing::VatRate;

namespace {

/// The orders of the invoice's supplier that its lines name.
std::string named_orders(std::int64_t county_id, const StoredInvoice& invoice) {
  return fmt::format(
      "o.county_id = {0} AND o.supplier_id = {1} AND o.order_no IN (SELECT DISTINCT order_no FROM"
      " supplier_invoice_line WHERE county_id = {0} AND invoice_id = {2})",
      county_id, invoice.supplier_id, invoice.invoice_id);
}

/// In the order of their numbers, whoever asks: so nobody waits for somebody who waits for him.
void lock_orders(Connection& connection, std::int64_t county_id, const StoredInvoice& invoice) {
  Rows numbers = connection.query(fmt::format("SELECT o.order_no FROM purchase_order o WHERE {}",
                                              named_orders(county_id, invoice)));
  std::string list;
  while (numbers.next()) list += (list.empty() ? "" : ", ") + connection.quoted(numbers.text(1));
  if (list.empty()) return;
  Rows locked = connection.query(
      fmt::format("SELECT order_id FROM purchase_order WHERE county_id = {} AND order_no IN ({})"
                  " ORDER BY order_no FOR UPDATE",
                  county_id, list));
  while (locked.next()) {
  }
}

/// The item as it was on the day of the invoice: its VAT rate and its maker.
OrderFacts load_order_lines(Connection& connection, std::int64_t county_id,
                            const StoredInvoice& invoice) {
  Rows rows = connection.query(fmt::format(
      "SELECT o.order_no, i.code, o.order_id, l.item_id, c.today, l.pack_price,"
      " l.pack_price_places, l.pack_size, v.vat_rate, v.vat_rate_places, v.manufacturer"
      " FROM purchase_order o"
      " JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id"
      " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
      " JOIN item_version v ON v.county_id = i.county_id AND v.item_id = i.item_id AND"
      " v.version = COALESCE((SELECT w.version FROM item_version w WHERE w.county_id ="
      " i.county_id AND w.item_id = i.item_id AND w.effective_from <= '{1}'"
      " ORDER BY w.effective_from DESC, w.version DESC LIMIT 1), i.version)"
      " LEFT JOIN procurement_cycle c ON c.county_id = o.county_id AND c.cycle_id = o.cycle_id"
      " WHERE {0} ORDER BY o.order_no, i.code",
      named_orders(county_id, invoice), inventory::to_string(invoice.document.issued_on)));
  OrderFacts orders;
  while (rows.next()) {
    OrderLineFacts line;
    line.order_id = rows.integer(3);
    line.item_id = rows.integer(4);
    if (!rows.is_null(5)) line.ordered_on = rows.date(5);
    line.pack_price = rows.price(6, 7);
    line.pack_size = rows.quantity(8);
    const pricing::UnitPrice rate = rows.price(9, 10);
    line.vat_rate = VatRate::of_micros(rate.micros(), rate.places());
    line.manufacturer = rows.text(11);
    orders.emplace(std::pair(rows.text(1), rows.text(2)), std::move(line));
  }
  return orders;
}

void load_received_lots(Connection& connection, std::int64_t county_id,
                        const StoredInvoice& invoice, OrderFacts& orders) {
  Rows rows = connection.query(fmt::format(
      "SELECT o.order_no, i.code, l.receipt_id, l.lot_id, lot.lot_no, l.quantity,"
      " COALESCE((SELECT SUM(b.quantity) FROM receipt_return b WHERE b.county_id = l.county_id AND"
      " b.receipt_id = l.receipt_id AND b.item_id = l.item_id AND b.lot_id = l.lot_id), 0),"
      " COALESCE((SELECT SUM(c.quantity) FROM invoice_claim c WHERE c.county_id = l.county_id AND"
      " c.receipt_id = l.receipt_id AND c.item_id = l.item_id AND c.lot_id = l.lot_id), 0)"
      " FROM purchase_order o"
      " JOIN receipt r ON r.county_id = o.county_id AND r.order_id = o.order_id"
      " JOIN receipt_line l ON l.county_id = r.county_id AND l.receipt_id = r.receipt_id"
      " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
      " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
      " WHERE {} ORDER BY r.received_on, l.receipt_id, lot.lot_no, l.lot_id",
      named_orders(county_id, invoice)));
  while (rows.next()) {
    const auto order = orders.find({rows.text(1), rows.text(2)});
    if (order == orders.end()) continue;
    order->second.lots.push_back({rows.integer(3), rows.integer(4), rows.text(5), rows.quantity(6),
                                  rows.quantity(7), rows.quantity(8)});
  }
}

using LinesByNo = std::map<std::int64_t, StandingLine>;

void load_credits(Connection& connection, const std::string& of_invoice, LinesByNo& lines) {
  Rows rows = connection.query("SELECT line_no, SUM(quantity), SUM(amount) FROM invoice_credit" +
                               of_invoice + " GROUP BY line_no");
  while (rows.next()) {
    BilledLine& billed = lines.at(rows.integer(1)).billed;
    billed.credited_quantity = rows.quantity(2);
    billed.credited_amount = rows.money(3);
  }
}

void load_standing(Connection& connection, const std::string& of_invoice, LinesByNo& lines) {
  Rows rows = connection.query("SELECT line_no FROM invoice_line_match" + of_invoice +
                               " AND outcome = 'matched'");
  while (rows.next()) lines.at(rows.integer(1)).is_matched = true;
}

void load_claims(Connection& connection, const std::string& of_invoice, LinesByNo& lines) {
  Rows rows = connection.query(
      "SELECT line_no, receipt_id, item_id, lot_id, SUM(quantity) FROM invoice_claim" + of_invoice +
      " GROUP BY line_no, receipt_id, item_id, lot_id HAVING SUM(quantity) <> 0");
  while (rows.next()) {
    lines.at(rows.integer(1))
        .claims.push_back({rows.integer(2), rows.integer(3), rows.integer(4), rows.quantity(5)});
  }
}

/// What somebody with authority has let pass, and prices that were corrected, the newest last.
void load_settlements(Connection& connection, std::int64_t county_id, std::int64_t invoice_id,
                      LinesByNo& lines) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.line_no, c.rule, s.way_out, s.corrected_price, s.corrected_price_places"
      " FROM invoice_case c JOIN invoice_case_settlement s ON s.county_id = c.county_id AND"
      " s.case_id = c.case_id WHERE c.county_id = {} AND c.invoice_id = {} ORDER BY c.case_id",
      county_id, invoice_id));
  while (rows.next()) {
    BilledLine& billed = lines.at(rows.integer(1)).billed;
    const auto way = parse_way_out(rows.text(3));
    if (way == WayOut::accept_with_authority) {
      billed.accepted_rules.insert(parse_match_rule(rows.text(2)).value());
    }
    if (way == WayOut::price_correction) billed.corrected_price = rows.price(4, 5);
  }
}

std::vector<StandingLine> load_lines(Connection& connection, std::int64_t county_id,
                                     std::int64_t invoice_id) {
  LinesByNo lines;
  for (auto& line : inventory::load_invoice_lines(connection, county_id, invoice_id)) {
    const std::int64_t line_no = line.line_no;
    lines.emplace(line_no, StandingLine{{std::move(line), {}, {}, {}, {}}, false, {}});
  }
  const std::string of_invoice =
      fmt::format(" WHERE county_id = {} AND invoice_id = {}", county_id, invoice_id);
  load_credits(connection, of_invoice, lines);
  load_standing(connection, of_invoice, lines);
  load_claims(connection, of_invoice, lines);
  load_settlements(connection, county_id, invoice_id, lines);
  std::vector<StandingLine> list;
  for (auto& [line_no, line] : lines) list.push_back(std::move(line));
  return list;
}

/// The number of an earlier invoice that says the same; one that was credited in full and written
/// again does not count.
std::string find_same_content(Connection& connection, std::int64_t county_id,
                              const StoredInvoice& invoice) {
  return connection
      .query_text(fmt::format(
          "SELECT v.invoice_no FROM supplier_invoice v WHERE v.county_id = {0} AND v.supplier_id ="
          " {1} AND v.content_key = '{2}' AND v.withdrawn_id = 0 AND v.invoice_id < {3} AND"
          " v.gross_amount - v.rounding_amount > COALESCE((SELECT SUM(c.amount) FROM"
          " invoice_credit c WHERE c.county_id = {0} AND c.invoice_id = v.invoice_id), 0)"
          " ORDER BY v.invoice_id LIMIT 1",
          county_id, invoice.supplier_id, invoice.content_key, invoice.invoice_id))
      .value_or("");
}

}  // namespace

MatchPolicy load_match_policy(Connection& connection, std::int64_t county_id,
                              inventory::Date as_of) {
  Rows rows = connection.query(
      fmt::format("SELECT policy_set_id, parameters FROM policy_set WHERE county_id = {0} AND"
                  " subject = 'invoice_match' AND effective_from <= '{1}' AND (effective_to IS"
                  " NULL OR effective_to >= '{1}') ORDER BY effective_from DESC LIMIT 1",
                  county_id, inventory::to_string(as_of)));
  MatchPolicy policy;
  if (!rows.next()) return policy;
  policy.policy_set_id = rows.integer(1);
  const auto parameters = nlohmann::json::parse(rows.text(2));
  const auto integer = [&](const char* name) {
    const auto found = parameters.find(name);
    const bool is_given = found != parameters.end() && found->is_number_integer();
    return std::clamp<std::int64_t>(is_given ? found->get<std::int64_t>() : 0, 0, 1000);
  };
  policy.price_per_mille = integer("price_per_mille");
  policy.amount_per_line = pricing::Money::fen(integer("amount_fen_per_line"));
  const auto rule = parameters.find("two_invoice_rule");
  policy.two_invoice_rule = rule != parameters.end() && *rule == "required";
  return policy;
}

MatchFacts load_match_facts(Connection& connection, std::int64_t county_id,
                            const StoredInvoice& invoice) {
  lock_orders(connection, county_id, invoice);
  MatchFacts facts;
  facts.invoice = {invoice.document.issued_on, invoice.supplier_name, invoice.document.upstream,
                   ""};
  facts.invoice.same_content_as = find_same_content(connection, county_id, invoice);
  facts.lines = load_lines(connection, county_id, invoice.invoice_id);
  facts.orders = load_order_lines(connection, county_id, invoice);
  load_received_lots(connection, county_id, invoice, facts.orders);
  facts.policy = load_match_policy(connection, county_id, invoice.document.issued_on);
  return facts;
}

}  // namespace wutong::procurement
