#include "procurement/settlement/record_invoice.h"

#include <fmt/format.h>

#include <map>
#include <tuple>
#include <utility>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/check_invoice.h"
#include "procurement/settlement/invoice_number.h"

namespace wutong::procurement {

using inventory::StoredInvoice;
using inventory::SupplierInvoice;

namespace {

using IdByCode = std::map<std::string, std::int64_t>;

IdByCode load_supplier_ids(inventory::Connection& connection, std::int64_t county_id,
                           const std::vector<SupplierInvoice>& invoices) {
  std::string list = "''";
  for (const SupplierInvoice& invoice : invoices) {
    list += ", " + connection.quoted(invoice.supplier_code);
  }
  inventory::Rows rows = connection.query(
      fmt::format("SELECT code, supplier_id FROM supplier WHERE county_id = {} AND code IN ({})",
                  county_id, list));
  IdByCode ids;
  while (rows.next()) ids.emplace(rows.text(1), rows.integer(2));
  return ids;
}

/// Documents that are known, by supplier and number; later ones of the same batch are added.
using Known = std::map<std::pair<std::int64_t, std::string>, StoredInvoice>;

Known load_known(inventory::Connection& connection, std::int64_t county_id,
                 const std::vector<SupplierInvoice>& invoices) {
  std::vector<std::string> keys;
  for (const SupplierInvoice& invoice : invoices) {
    keys.push_back(invoice_number_key(invoice.number));
    if (!invoice.refers_to.empty()) keys.push_back(invoice_number_key(invoice.refers_to));
  }
  Known known;
  for (StoredInvoice& found : inventory::find_invoices(connection, county_id, keys)) {
    auto key = std::pair(found.supplier_id, found.number_key);
    known.emplace(std::move(key), std::move(found));
  }
  return known;
}

StoredInvoice decide_row(const SupplierInvoice& invoice, const IdByCode& suppliers,
                         const Known& known) {
  const auto supplier = suppliers.find(invoice.supplier_code);
  if (supplier == suppliers.end()) {
    throw Refused(Refusal::supplier_not_known, {invoice.supplier_code});
  }
  StoredInvoice row;
  row.supplier_id = supplier->second;
  row.document = invoice;
  row.number_key = invoice_number_key(invoice.number);
  row.content_key = invoice_content_key(invoice);
  if (row.document.document_hash.empty()) row.document.document_hash = row.content_key;
  if (const auto earlier = known.find({row.supplier_id, row.number_key}); earlier != known.end()) {
    const SupplierInvoice& found = earlier->second.document;
    throw Refused(Refusal::invoice_number_taken,
                  {invoice.number, invoice.supplier_code, found.number,
                   inventory::to_string(found.issued_on)});
  }
  if (invoice.refers_to.empty()) return row;
  const auto about = known.find({row.supplier_id, invoice_number_key(invoice.refers_to)});
  if (about == known.end() || about->second.document.kind == inventory::InvoiceKind::credit_note) {
    throw Refused(Refusal::invoice_unknown, {invoice.refers_to});
  }
  row.refers_to_id = about->second.invoice_id;
  return row;
}

}  // namespace

std::vector<StoredInvoice> admit_invoices(inventory::Connection& connection,
                                          const inventory::Recording& recording,
                                          const std::vector<SupplierInvoice>& invoices) {
  for (const SupplierInvoice& invoice : invoices) check_invoice(invoice, recording.today);
  const IdByCode suppliers = load_supplier_ids(connection, recording.county_id, invoices);
  Known known = load_known(connection, recording.county_id, invoices);
  std::vector<StoredInvoice> rows;
  for (const SupplierInvoice& invoice : invoices) {
    StoredInvoice row = decide_row(invoice, suppliers, known);
    row.invoice_id = inventory::IdentifierSource::shared().next();
    known.emplace(std::pair(row.supplier_id, row.number_key), row);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string record_invoices(inventory::Connection& connection,
                            const inventory::Recording& recording,
                            const std::vector<SupplierInvoice>& invoices) {
  const std::vector<StoredInvoice> rows = admit_invoices(connection, recording, invoices);

  inventory::insert_invoices(connection, recording, rows);
  std::size_t lines = 0;
  pricing::Money gross;
  for (const StoredInvoice& row : rows) {
    lines += row.document.lines.size();
    gross += row.document.gross;
  }
  return inventory::answer_of({{"invoices", static_cast<std::int64_t>(rows.size())},
                               {"lines", static_cast<std::int64_t>(lines)},
                               {"gross_fen", gross.fen()},
                               {"invoice_id", rows.empty() ? 0 : rows.front().invoice_id}});
}

}  // namespace wutong::procurement
