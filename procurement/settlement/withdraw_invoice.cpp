#include "procurement/settlement/withdraw_invoice.h"

#include <fmt/format.h>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/rejudge_invoice.h"

namespace wutong::procurement {

namespace {

constexpr std::size_t reason_bytes = 500;

/// A line that is matched, or that a credit note has touched.
bool is_in_use(inventory::Connection& connection, std::int64_t county_id,
               const inventory::StoredInvoice& invoice) {
  return connection
      .query_integer(fmt::format(
          "SELECT 1 FROM invoice_line_match WHERE county_id = {0} AND invoice_id = {1} AND outcome"
          " = 'matched' UNION ALL SELECT 1 FROM invoice_credit WHERE county_id = {0} AND"
          " invoice_id = {1} UNION ALL SELECT 1 FROM supplier_invoice WHERE county_id = {0} AND"
          " refers_to_id = {1} AND withdrawn_id = 0 LIMIT 1",
          county_id, invoice.invoice_id))
      .has_value();
}

std::int64_t settle_open_cases(inventory::Connection& connection,
                               const inventory::Recording& recording, std::int64_t invoice_id,
                               const std::string& reason) {
  return connection.execute(fmt::format(
      "INSERT INTO invoice_case_settlement (county_id, case_id, way_out, reason, settled_by,"
      " settled_at) SELECT c.county_id, c.case_id, 'withdraw', {}, {}, '{}' FROM invoice_case c"
      " LEFT JOIN invoice_case_settlement s ON s.county_id = c.county_id AND s.case_id = c.case_id"
      " WHERE c.county_id = {} AND c.invoice_id = {} AND s.case_id IS NULL",
      connection.quoted(reason), connection.quoted(recording.actor),
      inventory::to_string(recording.now), recording.county_id, invoice_id));
}

}  // namespace

std::string withdraw_invoice(inventory::Connection& connection,
                             const inventory::Recording& recording, const InvoiceRef& ref,
                             const std::string& reason) {
  const auto invoice = lock_invoice(connection, recording.county_id, ref.invoice_id);
  require_version(invoice, ref.expected_version);
  require_action(invoice, inventory::InvoiceAction::withdraw, "withdrawn");
  if (reason.empty() || reason.size() > reason_bytes) {
    throw Refused(Refusal::invoice_field_not_allowed, {invoice.document.number, "reason", reason});
  }
  if (is_in_use(connection, recording.county_id, invoice)) {
    throw Refused(Refusal::invoice_step_not_allowed,
                  {invoice.document.number, "matched in part", "withdrawn"});
  }

  const std::int64_t settled = settle_open_cases(connection, recording, invoice.invoice_id, reason);
  inventory::save_invoice_state(
      connection, recording.county_id, invoice,
      inventory::next_state(invoice.state, inventory::InvoiceAction::withdraw).value());
  return inventory::answer_of({{"cases_settled", settled}});
}

}  // namespace wutong::procurement
