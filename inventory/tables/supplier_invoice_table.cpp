#include "inventory/tables/supplier_invoice_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "inventory/database/bulk_insert.h"
#include "pricing/decimal.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view head_columns =
    "v.invoice_id, v.supplier_id, s.code, s.name, v.invoice_no, v.number_key, v.kind, v.issued_on,"
    " v.currency, v.gross_amount, v.net_amount, v.vat_amount, v.rounding_amount, v.source,"
    " v.document_hash, v.content_key, v.refers_to_id, r.invoice_no, v.reason, v.upstream_seller,"
    " v.upstream_no, v.upstream_issued_on, v.state, v.version, v.recorded_by, v.recorded_at";
constexpr std::string_view head_tables =
    " FROM supplier_invoice v JOIN supplier s ON s.county_id = v.county_id AND s.supplier_id ="
    " v.supplier_id LEFT JOIN supplier_invoice r ON r.county_id = v.county_id AND r.invoice_id ="
    " v.refers_to_id";

StoredInvoice head_in(const Rows& rows) {
  StoredInvoice invoice;
  invoice.invoice_id = rows.integer(1);
  invoice.supplier_id = rows.integer(2);
  SupplierInvoice& document = invoice.document;
  document.supplier_code = rows.text(3);
  invoice.supplier_name = rows.text(4);
  document.number = rows.text(5);
  invoice.number_key = rows.text(6);
  document.kind = parse_invoice_kind(rows.text(7)).value();
  document.issued_on = rows.date(8);
  document.currency = rows.text(9);
  document.gross = rows.money(10);
  document.net = rows.money(11);
  document.vat = rows.money(12);
  document.rounding = rows.money(13);
  document.source = parse_invoice_source(rows.text(14)).value();
  document.document_hash = rows.text(15);
  invoice.content_key = rows.text(16);
  if (!rows.is_null(17)) invoice.refers_to_id = rows.integer(17);
  if (!rows.is_null(18)) document.refers_to = rows.text(18);
  if (!rows.is_null(19)) document.reason = parse_credit_reason(rows.text(19));
  if (!rows.is_null(20)) {
    document.upstream = UpstreamInvoice{rows.text(20), rows.text(21), rows.date(22)};
  }
  invoice.state = parse_invoice_state(rows.text(23)).value();
  invoice.version = rows.integer(24);
  invoice.recorded_by = rows.text(25);
  invoice.recorded_at = rows.text(26);
  return invoice;
}

std::vector<StoredInvoice> heads(Connection& connection, const std::string& where) {
  Rows rows =
      connection.query(fmt::format("SELECT {}{} WHERE {}", head_columns, head_tables, where));
  std::vector<StoredInvoice> invoices;
  while (rows.next()) invoices.push_back(head_in(rows));
  return invoices;
}

void insert_lines(Connection& connection, std::int64_t county_id,
                  const std::vector<StoredInvoice>& invoices) {
  BulkInsert rows(connection,
                  "supplier_invoice_line (county_id, invoice_id, line_no, order_no, item_code,"
                  " lot_no, quantity, pack_price, pack_price_places, amount, vat_rate,"
                  " vat_rate_places)");
  for (const StoredInvoice& invoice : invoices) {
    for (const InvoiceLine& line : invoice.document.lines) {
      std::optional<std::int64_t> places;
      if (line.pack_price) places = line.pack_price->places();
      rows.row(county_id, invoice.invoice_id, line.line_no, line.order_no, line.item_code,
               line.lot_no, line.quantity, line.pack_price, places, line.amount, line.vat_rate,
               line.vat_rate.places());
    }
  }
  rows.finish();
}

}  // namespace

void insert_invoices(Connection& connection, const Recording& recording,
                     const std::vector<StoredInvoice>& invoices) {
  BulkInsert rows(connection,
                  "supplier_invoice (county_id, invoice_id, supplier_id, invoice_no, number_key,"
                  " withdrawn_id, kind, issued_on, currency, gross_amount, net_amount, vat_amount,"
                  " rounding_amount, source, document_hash, content_key, refers_to_id, reason,"
                  " upstream_seller, upstream_no, upstream_issued_on, state, version, recorded_by,"
                  " recorded_at)");
  for (const StoredInvoice& invoice : invoices) {
    const SupplierInvoice& document = invoice.document;
    std::optional<std::string> reason, seller, upstream_no;
    std::optional<Date> upstream_issued_on;
    if (document.reason) reason = to_string(*document.reason);
    if (document.upstream) {
      seller = document.upstream->seller;
      upstream_no = document.upstream->number;
      upstream_issued_on = document.upstream->issued_on;
    }
    rows.row(recording.county_id, invoice.invoice_id, invoice.supplier_id, document.number,
             invoice.number_key, 0, to_string(document.kind), document.issued_on, document.currency,
             document.gross, document.net, document.vat, document.rounding,
             to_string(document.source), document.document_hash, invoice.content_key,
             invoice.refers_to_id, reason, seller, upstream_no, upstream_issued_on,
             to_string(invoice.state), invoice.version, recording.actor, to_string(recording.now));
  }
  rows.finish();
  insert_lines(connection, recording.county_id, invoices);
}

std::optional<StoredInvoice> load_invoice(Connection& connection, std::int64_t county_id,
                                          std::int64_t invoice_id, InvoiceLock lock) {
  if (lock == InvoiceLock::for_update) {
    connection.query_integer(
        fmt::format("SELECT version FROM supplier_invoice WHERE county_id = {} AND invoice_id = {}"
                    " FOR UPDATE",
                    county_id, invoice_id));
  }
  auto found = heads(connection,
                     fmt::format("v.county_id = {} AND v.invoice_id = {}", county_id, invoice_id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<InvoiceLine> load_invoice_lines(Connection& connection, std::int64_t county_id,
                                            std::int64_t invoice_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT line_no, order_no, item_code, lot_no, quantity, pack_price, pack_price_places,"
      " amount, vat_rate, vat_rate_places FROM supplier_invoice_line WHERE county_id = {} AND"
      " invoice_id = {} ORDER BY line_no",
      county_id, invoice_id));
  std::vector<InvoiceLine> lines;
  while (rows.next()) {
    std::optional<pricing::UnitPrice> price;
    if (!rows.is_null(6)) price = rows.price(6, 7);
    const pricing::UnitPrice rate = rows.price(9, 10);
    lines.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.quantity(5),
                     price, rows.money(8),
                     pricing::VatRate::of_micros(rate.micros(), rate.places())});
  }
  return lines;
}

std::vector<StoredInvoice> find_invoices(Connection& connection, std::int64_t county_id,
                                         const std::vector<std::string>& number_keys) {
  if (number_keys.empty()) return {};
  std::string list;
  for (const std::string& key : number_keys) {
    list += (list.empty() ? "" : ", ") + connection.quoted(key);
  }
  return heads(connection,
               fmt::format("v.county_id = {} AND v.withdrawn_id = 0 AND v.number_key IN ({})",
                           county_id, list));
}

std::vector<StoredInvoice> list_invoices(Connection& connection, std::int64_t county_id,
                                         const InvoiceFilter& filter) {
  std::string where = fmt::format("v.county_id = {}", county_id);
  if (filter.supplier_id) where += fmt::format(" AND v.supplier_id = {}", *filter.supplier_id);
  if (!filter.supplier_code.empty()) {
    where += " AND s.code = " + connection.quoted(filter.supplier_code);
  }
  if (!filter.state.empty()) where += " AND v.state = " + connection.quoted(filter.state);
  if (const auto first = parse_date(filter.period + "-01")) {
    where += fmt::format(" AND v.issued_on >= '{0}' AND v.issued_on < '{0}' + INTERVAL 1 MONTH",
                         to_string(*first));
  }
  if (filter.before_id > 0) where += fmt::format(" AND v.invoice_id < {}", filter.before_id);
  return heads(connection,
               fmt::format("{} ORDER BY v.invoice_id DESC LIMIT {}", where, filter.limit));
}

void save_invoice_state(Connection& connection, std::int64_t county_id,
                        const StoredInvoice& invoice, InvoiceState state) {
  const std::int64_t withdrawn = state == InvoiceState::withdrawn ? invoice.invoice_id : 0;
  connection.execute(fmt::format(
      "UPDATE supplier_invoice SET state = '{}', version = version + 1, withdrawn_id = {}"
      " WHERE county_id = {} AND invoice_id = {}",
      to_string(state), withdrawn, county_id, invoice.invoice_id));
}

}  // namespace wutong::inventory
